import { Button, Chip, Code, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { printDuration, printNumber } from '../../../parts/format.ts';
import { StackedTable, type StackedColumns } from '../../../parts/stacked-table.tsx';
import { StatusBadge, type Tone } from '../../../parts/status-badge.tsx';
import {
  countOutcomes,
  decisionOutcomes,
  filterDecisions,
  type DecisionOutcome,
  type ScopedDecision,
} from './decisions.ts';
import { ruleWords } from './rule-words.ts';

const tones: Record<DecisionOutcome, Tone> = {
  created: 'good',
  updated: 'working',
  deleted: 'bad',
  ignored: 'neutral',
  deferred: 'waiting',
};
const rowsAtOnce = 100;

/** Each record that was read: what becomes of it, and by which rule. */
export function DecisionTable({ decisions }: { decisions: ScopedDecision[] }) {
  const [outcome, setOutcome] = useState<DecisionOutcome>();
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(rowsAtOnce);
  const counts = countOutcomes(decisions);
  const found = filterDecisions(decisions, { outcome, search });
  if (decisions.length === 0) return <Text c="dimmed">The provider answered with no records.</Text>;
  return (
    <Stack component="section" aria-labelledby="decisions" gap="sm">
      <Title order={3} size="h5" id="decisions">
        Decisions
      </Title>
      <Group justify="space-between">
        <Group gap={6} component="fieldset" aria-label="Outcome" bd="0" m={0} p={0}>
          {decisionOutcomes.map((kind) => (
            <Chip
              key={kind}
              size="xs"
              checked={outcome === kind}
              disabled={counts[kind] === 0}
              onChange={(checked) => setOutcome(checked ? kind : undefined)}
            >
              {printNumber(counts[kind])} {kind}
            </Chip>
          ))}
        </Group>
        <TextInput
          aria-label="Search by id"
          placeholder="Search by id"
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      </Group>
      {found.length === 0 ? (
        <Text c="dimmed">No record like this.</Text>
      ) : (
        <Rows decisions={found.slice(0, shown)} hasScopes={decisions.some(({ scope }) => scope !== '')} />
      )}
      {found.length > shown && (
        <Button
          variant="default"
          size="xs"
          onClick={() => setShown(shown + rowsAtOnce)}
          style={{ alignSelf: 'center' }}
        >
          Show more of {printNumber(found.length)}
        </Button>
      )}
    </Stack>
  );
}

const columns: StackedColumns = [
  { label: 'Record' },
  { label: 'Outcome' },
  { label: 'Why' },
  { label: 'Dates' },
  { label: 'Version' },
];

function Rows({ decisions, hasScopes }: { decisions: ScopedDecision[]; hasScopes: boolean }) {
  return (
    <StackedTable label="Decisions on records" columns={hasScopes ? [{ label: 'Of' }, ...columns] : columns}>
      {decisions.map((decision, index) => (
        <Table.Tr key={`${decision.scope} ${decision.recordId} ${index}`}>
          {hasScopes && <Table.Td data-label="Of">{decision.scope}</Table.Td>}
          <Table.Td data-label="Record" className="wrap-anywhere">
            {decision.recordId}
          </Table.Td>
          <Table.Td data-label="Outcome">
            <StatusBadge tone={tones[decision.outcome]}>{decision.outcome}</StatusBadge>
          </Table.Td>
          <Table.Td data-label="Why" miw={180}>
            <div>
              <Text size="sm">{ruleWords[decision.rule]}</Text>
              {decision.lateSeconds !== undefined && (
                <Text size="xs">Visible late, by {printDuration(decision.lateSeconds)} or more.</Text>
              )}
              <Text size="xs" c="dimmed">
                {decision.rule}
              </Text>
            </div>
          </Table.Td>
          <Table.Td data-label="Dates">
            <Dates {...decision} />
          </Table.Td>
          <Table.Td data-label="Version">
            <Versions {...decision} />
          </Table.Td>
        </Table.Tr>
      ))}
    </StackedTable>
  );
}

const Dates = ({ updated, created }: Pick<ScopedDecision, 'updated' | 'created'>) => (
  <Text size="xs" component="div" className="wrap-anywhere tabular">
    {updated !== undefined && <div>updated {updated}</div>}
    {created !== undefined && <div>created {created}</div>}
    {updated === undefined && created === undefined && '–'}
  </Text>
);

function Versions({ version, knownVersion }: Pick<ScopedDecision, 'version' | 'knownVersion'>) {
  if (version === undefined) return <>–</>;
  return (
    <Text size="xs" component="div" className="wrap-anywhere">
      <Code>{version}</Code>
      {knownVersion !== undefined && knownVersion !== version && (
        <div>
          before: <Code>{knownVersion}</Code>
        </div>
      )}
      {knownVersion === version && <div>as before</div>}
    </Text>
  );
}
