import { Alert, Button, Drawer, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api, answerOf } from '../../../api/client.ts';
import { QueryState } from '../../../parts/query-state.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { instanceKey, type PollReport } from '../instance-queries.ts';
import { changesInWords, effortInWords, outcomeLooks } from '../poll-words.ts';
import { DecisionTable } from './decision-table.tsx';
import { decisionsOf } from './decisions.ts';
import { ScanList } from './scan-list.tsx';

interface DryRunProps {
  instanceId: number;
  /** Undefined: all of them. */
  resource: string | undefined;
  onClose: () => void;
}

/** What a poll would find and tell at this moment, record by record. Nothing is stored or sent. */
export function DryRun({ instanceId, resource, onClose }: DryRunProps) {
  const query = useQuery({
    queryKey: [...instanceKey(instanceId), 'dry-run', resource ?? null],
    // Each run asks the provider: only when somebody wants it.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    queryFn: () =>
      answerOf(
        api.POST('/elements/api-v2/instances/{id}/polls', {
          params: { path: { id: instanceId } },
          body: { dryRun: true, explain: true, ...(resource !== undefined && { resource }) },
        }),
      ),
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(64rem, 100%)"
      title={`Dry run of ${resource ?? 'all resources'}`}
    >
      <Stack>
        <Group justify="space-between">
          <Text c="dimmed" maw="60ch">
            What a poll finds at this moment, and what becomes of each record. Nothing is stored or sent, and the next
            poll starts where it would have started.
          </Text>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={query.isFetching}
            onClick={() => void query.refetch()}
          >
            Run again
          </Button>
        </Group>
        <QueryState query={query} what="the dry run" rows={8}>
          {(reports) => <Reports reports={reports} />}
        </QueryState>
      </Stack>
    </Drawer>
  );
}

function Reports({ reports }: { reports: PollReport[] }) {
  const [only] = reports;
  if (!only) return <Text>Nothing is polled.</Text>;
  if (reports.length === 1) return <Report report={only} />;
  return (
    <Tabs defaultValue={only.resource} keepMounted={false}>
      <Tabs.List mb="md">
        {reports.map(({ resource }) => (
          <Tabs.Tab key={resource} value={resource}>
            {resource}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {reports.map((report) => (
        <Tabs.Panel key={report.resource} value={report.resource}>
          <Report report={report} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Report({ report }: { report: PollReport }) {
  const { tone, word } = outcomeLooks[report.outcome];
  const notes = report.scans.flatMap((scan) => scan.notes);
  return (
    <Stack>
      <Group gap="sm">
        <StatusBadge tone={tone}>{word}</StatusBadge>
        <Text fw={600}>{changesInWords(report.counts)}</Text>
        <Text size="sm" c="dimmed">
          {effortInWords(report.counts)}
        </Text>
      </Group>
      {report.error && (
        <Alert color="red" title={report.error.code} className="wrap-anywhere">
          {report.error.message}
        </Alert>
      )}
      {notes.length > 0 && (
        <Alert color="yellow" title="To know">
          {notes.map((note) => (
            <Text key={note} size="sm" className="wrap-anywhere">
              {note}
            </Text>
          ))}
        </Alert>
      )}
      <DecisionTable decisions={decisionsOf(report)} />
      <ScanList scans={report.scans} />
    </Stack>
  );
}
