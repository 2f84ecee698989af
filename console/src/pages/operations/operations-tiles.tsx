import { Anchor, Group, SimpleGrid } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { printCount, printDuration, printNumber } from '../../parts/format.ts';
import { Tile } from '../../parts/tile.tsx';
import {
  judgeCompleteness,
  judgeDeliveries,
  judgePolls,
  judgeWebhooks,
  type Judgement as Judged,
} from './judgements.ts';
import { Judgement } from './judgement.tsx';
import type { Operations, QueueFigures } from './operations-queries.ts';

interface OperationsTilesProps {
  operations: Operations;
  /** Those of the organisation, or of the whole server. */
  queue: QueueFigures;
}

/** The figures of the queues, each with what it means. */
export function OperationsTiles({ operations, queue }: OperationsTilesProps) {
  const { date } = operations;
  const { polls, deliveries, webhooks, replays, reconciliations } = queue;
  const waiting = deliveries.active.outstanding + deliveries.resting.outstanding;
  return (
    <SimpleGrid cols={{ base: 2, md: 3 }} spacing="sm">
      <Figure label="Deliveries waiting" value={printNumber(waiting)} judged={judgeDeliveries(queue, date)}>
        {deliveries.inactive.outstanding > 0 &&
          `${printNumber(deliveries.inactive.outstanding)} more wait for switched-off subscriptions`}
      </Figure>
      <Tile
        label="Oldest undelivered event"
        value={operations.oldestUndelivered ? printDuration(operations.oldestUndelivered.ageMs / 1000) : 'None'}
        hint={<Oldest operations={operations} />}
      />
      <Figure
        label="Polls due"
        value={printNumber(polls.due)}
        judged={judgePolls(queue)}
      >{`${printNumber(polls.running)} running, ${printNumber(polls.waiting)} waiting for their time, ${printNumber(polls.paused)} paused`}</Figure>
      <Tile
        label="Half of the resources lag by at most"
        value={polls.lagMs === null ? '–' : printDuration(polls.lagMs.half / 1000)}
        hint={judgeCompleteness(queue).text}
      />
      <Figure label="Webhooks in the inbox" value={printNumber(webhooks.waiting)} judged={judgeWebhooks(queue, date)} />
      <Tile
        label="Replays and reconciliations"
        value={printNumber(replays + reconciliations)}
        hint={`${printCount(replays, 'replay')}, ${printCount(reconciliations, 'reconciliation')} not ended`}
      />
    </SimpleGrid>
  );
}

interface FigureProps {
  label: string;
  value: ReactNode;
  judged: Judged;
  children?: ReactNode;
}

const Figure = ({ label, value, judged, children }: FigureProps) => (
  <Tile
    label={label}
    value={value}
    hint={
      <>
        <Judgement judged={judged} />
        {children && <div>{children}</div>}
      </>
    }
  />
);

/** Where the oldest waits; of the caller's own organisation, whatever the figures beside it are of. */
function Oldest({ operations: { oldestUndelivered: oldest } }: { operations: Operations }) {
  if (!oldest) return <Judgement judged={{ tone: 'good', text: 'Nothing waits' }} />;
  const { instanceId, instanceName, host, attempts } = oldest;
  const times = attempts === 0 ? 'not tried yet' : `tried ${printCount(attempts, 'time')}`;
  return (
    <Group gap={4}>
      {instanceId !== null && (
        <Anchor component={Link} to={`/instances/${instanceId}`} search={{ tab: 'events' } as never} inherit>
          {instanceName}
        </Anchor>
      )}
      <span>
        to {host ?? 'no address'}, {times}
      </span>
    </Group>
  );
}
