import { Anchor, SimpleGrid, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { printCount, printNumber } from '../../parts/format.ts';
import { Tile } from '../../parts/tile.tsx';
import { eventsSinceQuery, instanceCountQuery } from './instance-list-queries.ts';
import { attentionHint } from './attention-hint.ts';
import type { State } from './instance-search.ts';

/** How everything is, in four figures; two of them lead to the instances that they count. */
export function InstanceSummary() {
  const count = useQuery(instanceCountQuery);
  const events = useQuery(eventsSinceQuery(midnight()));
  const waiting = <Skeleton height={22} width={56} my={4} />;
  const figures = count.data;
  const states = figures?.states;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" mb="lg">
      <Tile
        label="Instances"
        value={figures ? printNumber(figures.totalInstances) : waiting}
        hint={states && states.disabled > 0 ? `${printNumber(states.disabled)} disabled` : undefined}
      />
      <Tile
        label="Healthy"
        value={states ? <Counted count={states.healthy} state="healthy" label="healthy" /> : waiting}
      />
      <Tile
        label="Need attention"
        value={states ? <Counted count={states.attention} state="attention" label="needing attention" /> : waiting}
        hint={states && attentionHint(states)}
      />
      <Tile
        label="Events today"
        value={events.isError ? '–' : events.data === undefined ? waiting : printNumber(events.data)}
        hint={events.isError ? 'They could not be counted.' : undefined}
      />
    </SimpleGrid>
  );
}

function Counted({ count, state, label }: { count: number; state: State; label: string }) {
  if (count === 0) return <>0</>;
  return (
    <Anchor
      component={Link}
      to="/instances"
      search={{ state } as never}
      inherit
      c={state === 'attention' ? 'var(--mantine-color-red-light-color)' : undefined}
      aria-label={`Show the ${printCount(count, 'instance')} ${label}`}
    >
      {printNumber(count)}
    </Anchor>
  );
}

/** When the reader's day began, as an ISO instant; the same all day. */
function midnight(): string {
  const day = new Date();
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}
