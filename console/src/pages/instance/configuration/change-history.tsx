import { Card, Code, Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { Pager } from '../../../parts/pager.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StackedTable } from '../../../parts/stacked-table.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { textOf, useUrlState } from '../../../parts/use-url-state.ts';
import { changesQuery, type InstanceChange } from '../instance-queries.ts';
import { actorOf, changeLooks, readable } from './change-words.ts';

/** Who changed what, newest first. */
export function ChangeHistory({ instanceId }: { instanceId: number }) {
  const [{ page }, setUrl] = useUrlState((search) => ({ page: textOf(search, 'page') }));
  const query = useQuery(changesQuery(instanceId, page));
  return (
    <QueryState query={query} what="the changes">
      {({ data, nextPage, total }) =>
        data.length === 0 ? (
          <EmptyState title="No changes so far" order={3}>
            Changes that were made before this was written down are not known.
          </EmptyState>
        ) : (
          <Stack gap="sm">
            {data.map((change) => (
              <OneChange key={change.id} change={change} />
            ))}
            <Pager
              token={page}
              nextPage={nextPage}
              total={total}
              noun="change"
              onPage={(token) => setUrl({ page: token }, { push: true })}
            />
          </Stack>
        )
      }
    </QueryState>
  );
}

function OneChange({ change }: { change: InstanceChange }) {
  const { tone, word } = changeLooks[change.kind];
  return (
    <Card padding="md" component="article" aria-label={`${word} by ${actorOf(change)}`}>
      <Group gap="sm">
        <StatusBadge tone={tone}>{word}</StatusBadge>
        <Text size="sm">
          by {actorOf(change)}, <RelativeTime iso={change.changedDate} />
        </Text>
      </Group>
      {change.reason && (
        <Text size="sm" mt="xs" className="wrap-anywhere">
          {change.reason}
        </Text>
      )}
      {change.changes.length > 0 && <Values change={change} />}
    </Card>
  );
}

const entry = { label: 'Entry' };

function Values({ change }: { change: InstanceChange }) {
  const isMade = change.kind === 'made';
  const afterLabel = isMade ? 'Value' : 'After';
  return (
    <StackedTable
      label="What was changed"
      columns={isMade ? [entry, { label: afterLabel }] : [entry, { label: 'Before' }, { label: afterLabel }]}
    >
      {change.changes.map(({ part, key, before, after, secret }) => (
        <Table.Tr key={`${part} ${key}`}>
          <Table.Td data-label={entry.label} className="wrap-anywhere">
            {key}
          </Table.Td>
          {!isMade && (
            <Table.Td data-label="Before">
              <Value value={before} secret={secret} />
            </Table.Td>
          )}
          <Table.Td data-label={afterLabel}>
            <Value value={after} secret={secret} />
          </Table.Td>
        </Table.Tr>
      ))}
    </StackedTable>
  );
}

function Value({ value, secret }: { value: string | null; secret: boolean }) {
  if (value === null)
    return (
      <Text size="sm" c="dimmed" component="span">
        not set
      </Text>
    );
  if (secret)
    return (
      <Text size="sm" c="dimmed" component="span">
        a secret
      </Text>
    );
  const text = readable(value);
  if (!text.includes('\n')) return <span className="wrap-anywhere">{text}</span>;
  return (
    <Code block ta="left" mah={220} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} tabIndex={0}>
      {text}
    </Code>
  );
}
