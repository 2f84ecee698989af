import { Table, Text } from '@mantine/core';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { StackedTable, type StackedColumns } from '../../parts/stacked-table.tsx';
import { StatusBadge, type Tone } from '../../parts/status-badge.tsx';
import { Judgement } from './judgement.tsx';
import { judgeWorkers } from './judgements.ts';
import type { Worker } from './operations-queries.ts';
import { printUnderWay } from './print-figures.ts';
import { Section } from './section.tsx';

const looks: Record<Worker['state'], { tone: Tone; word: string }> = {
  alive: { tone: 'good', word: 'Alive' },
  stopping: { tone: 'waiting', word: 'Stopping' },
  lost: { tone: 'bad', word: 'Lost' },
};

const columns: StackedColumns = [
  { label: 'Process' },
  { label: 'Roles' },
  { label: 'State' },
  { label: 'Works on' },
  { label: 'Started' },
  { label: 'Last seen' },
];

/** The processes of the server, for those who operate it. */
export function Workers({ workers }: { workers: Worker[] }) {
  const judged = judgeWorkers(workers);
  return (
    <Section
      title="Processes"
      description="Each tells every ten seconds that it is alive. One that was killed is shown as lost for an hour."
      aside={
        judged && (
          <Text size="sm" component="div">
            <Judgement judged={judged} />
          </Text>
        )
      }
    >
      <StackedTable label="Processes" columns={columns}>
        {workers.map((worker) => (
          <Table.Tr key={`${worker.host} ${worker.pid} ${worker.startedDate}`}>
            <Table.Td data-label="Process">
              {worker.host} ({worker.pid})
            </Table.Td>
            <Table.Td data-label="Roles">{worker.roles.join(', ')}</Table.Td>
            <Table.Td data-label="State">
              <StatusBadge tone={looks[worker.state].tone}>{looks[worker.state].word}</StatusBadge>
            </Table.Td>
            <Table.Td data-label="Works on">{worker.state === 'lost' ? '–' : printUnderWay(worker.underWay)}</Table.Td>
            <Table.Td data-label="Started">
              <RelativeTime iso={worker.startedDate} />
            </Table.Td>
            <Table.Td data-label="Last seen">
              <RelativeTime iso={worker.lastSeenDate} />
            </Table.Td>
          </Table.Tr>
        ))}
      </StackedTable>
    </Section>
  );
}
