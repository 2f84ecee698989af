import { Group, NativeSelect, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { printDuration } from '../../../parts/format.ts';
import { Pager } from '../../../parts/pager.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StackedTable, type StackedColumns } from '../../../parts/stacked-table.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { textOf, useUrlState, wordOf } from '../../../parts/use-url-state.ts';
import { runOutcomes, runsQuery, type PollRun } from '../instance-queries.ts';
import { effortInWords, outcomeLooks, runInWords } from '../poll-words.ts';

const outcomeLabels: Record<(typeof runOutcomes)[number], string> = {
  changes: 'With changes',
  idle: 'Nothing new',
  failed: 'Failed',
  throttled: 'Throttled',
  reconnect: 'Reconnect',
  interrupted: 'Interrupted',
};

/** What the last polls did. */
export function RunHistory({ instanceId, resources }: { instanceId: number; resources: string[] }) {
  const [filter, setFilter] = useUrlState((search) => ({
    resource: textOf(search, 'resource'),
    outcome: wordOf(search, 'outcome', runOutcomes),
    page: textOf(search, 'page'),
  }));
  const { resource, outcome, page } = filter;
  const query = useQuery(runsQuery(instanceId, { resource, outcome, nextPage: page }));
  return (
    <section aria-labelledby="last-polls">
      <Group justify="space-between" align="flex-end" mb="sm">
        <Title order={2} size="h4" id="last-polls">
          Last polls
        </Title>
        <Group gap="xs">
          <NativeSelect
            aria-label="Resource"
            size="xs"
            value={resource ?? ''}
            data={[{ value: '', label: 'All resources' }, ...resources]}
            onChange={({ currentTarget }) => setFilter({ resource: currentTarget.value || undefined, page: undefined })}
          />
          <NativeSelect
            aria-label="Outcome"
            size="xs"
            value={outcome ?? ''}
            data={[
              { value: '', label: 'All outcomes' },
              ...runOutcomes.map((value) => ({ value, label: outcomeLabels[value] })),
            ]}
            onChange={({ currentTarget }) =>
              setFilter({ outcome: wordOf({ outcome: currentTarget.value }, 'outcome', runOutcomes), page: undefined })
            }
          />
        </Group>
      </Group>
      <QueryState query={query} what="the last polls">
        {({ data, nextPage }) =>
          data.length === 0 ? (
            <EmptyState title={resource || outcome ? 'No poll like this' : 'Nothing was polled yet'} order={3}>
              {resource || outcome
                ? 'Choose another resource or outcome.'
                : 'The first poll begins as soon as the instance is made.'}
            </EmptyState>
          ) : (
            <>
              <RunTable runs={data} />
              <Pager
                token={page}
                nextPage={nextPage}
                onPage={(token) => setFilter({ page: token }, { push: true })}
                noun="poll"
              />
            </>
          )
        }
      </QueryState>
    </section>
  );
}

const columns: StackedColumns = [
  { label: 'Ended' },
  { label: 'Resource' },
  { label: 'Outcome' },
  { label: 'Found' },
  { label: 'Took' },
];

function RunTable({ runs }: { runs: PollRun[] }) {
  return (
    <StackedTable label="The last polls, newest first" columns={columns}>
      {runs.map((run) => (
        <Table.Tr key={run.id}>
          <Table.Td data-label="Ended">
            <RelativeTime iso={run.finishedDate} />
          </Table.Td>
          <Table.Td data-label="Resource">{run.resource}</Table.Td>
          <Table.Td data-label="Outcome">
            <StatusBadge tone={outcomeLooks[run.outcome].tone}>{outcomeLooks[run.outcome].word}</StatusBadge>
          </Table.Td>
          <Table.Td data-label="Found" maw={420}>
            <div>
              <RunResult run={run} />
            </div>
          </Table.Td>
          <Table.Td data-label="Took" className="tabular">
            {printTook(run.durationMs)}
          </Table.Td>
        </Table.Tr>
      ))}
    </StackedTable>
  );
}

function RunResult({ run }: { run: PollRun }) {
  if (run.error) {
    return (
      <Text size="sm" className="wrap-anywhere">
        {run.error.message}
      </Text>
    );
  }
  return (
    <>
      <Text size="sm">{runInWords(run)}</Text>
      <Text size="xs" c="dimmed">
        {run.polls > 1 ? 'each: ' : ''}
        {effortInWords(run.counts)}
        {run.polls > 1 && (
          <>
            , since <RelativeTime iso={run.beginDate} />
          </>
        )}
      </Text>
    </>
  );
}

const printTook = (ms: number): string => (ms < 1_000 ? `${ms} ms` : printDuration(ms / 1000));
