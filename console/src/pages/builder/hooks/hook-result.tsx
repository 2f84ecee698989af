import { Alert, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { JsonView } from '../../../parts/code-editor/json-view.tsx';
import { printCount, printNumber } from '../../../parts/format.ts';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import type { HookKind } from './hook-place.ts';
import { reasonInWords, type TrialReport } from './hook-trial.ts';

interface HookResultProps {
  report: TrialReport | undefined;
  isPending: boolean;
  kind: HookKind;
}

/** What came of trying a hook; nothing of it was done. */
export function HookResult({ report, isPending, kind }: HookResultProps) {
  return (
    <Card aria-live="polite" component="section" aria-label="Result">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          Result
        </Title>
        {report && !isPending && (
          <Group gap="xs">
            <StatusBadge tone={report.error ? 'bad' : 'good'}>{report.error ? 'Failed' : 'It works'}</StatusBadge>
            <Text size="sm" c="dimmed" className="tabular">
              {printNumber(Math.round(report.durationMs))} ms
            </Text>
          </Group>
        )}
      </Group>
      {!report && (
        <Text size="sm" c="dimmed">
          {isPending ? 'The hook runs…' : 'Try the hook to see what it would tell. Nothing of it is done.'}
        </Text>
      )}
      {report && <Told report={report} kind={kind} />}
    </Card>
  );
}

function Told({ report, kind }: { report: TrialReport; kind: HookKind }) {
  const { error, log, errorMessage } = report;
  return (
    <Stack gap="sm">
      {error && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={reasonInWords(error.reason)}>
          <Text size="sm" className="wrap-anywhere">
            {error.line !== undefined && `Line ${error.line}: `}
            {error.message}
          </Text>
        </Alert>
      )}
      {errorMessage !== undefined && (
        <Text size="sm">
          The request fails with the message <Code>{errorMessage}</Code>.
        </Text>
      )}
      {!error && <Effect report={report} kind={kind} />}
      {error && report.result !== undefined && <Value label="What was given to done" value={report.result} />}
      {log.length > 0 && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            Console
          </Text>
          <Code block aria-label="Console" className="wrap-anywhere" style={{ whiteSpace: 'pre-wrap' }}>
            {log.join('\n')}
          </Code>
        </div>
      )}
    </Stack>
  );
}

function Effect({ report, kind }: { report: TrialReport; kind: HookKind }) {
  const { events, request, response } = report;
  if (kind === 'event') {
    const told = Array.isArray(events) ? events : [];
    if (told.length === 0) return <Text size="sm">The webhook would tell nothing.</Text>;
    return <Value label={`The webhook would tell ${printCount(told.length, 'event')}`} value={told} />;
  }
  return (
    <>
      {request !== undefined && <Value label="The request that would be sent" value={request} />}
      {response !== undefined && <Value label="The answer that records would be taken from" value={response} />}
    </>
  );
}

function Value({ label, value }: { label: string; value: unknown }) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <JsonView label={label} value={value} maxHeight="24rem" />
    </div>
  );
}
