import { Button, Group, Paper, Select, Stack } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMayWrite } from '../../../api/use-session.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { Pager } from '../../../parts/pager.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import { useUrlState } from '../../../parts/use-url-state.ts';
import { ReplayDialog } from '../replays/replay-dialog.tsx';
import { DeliveryHealth } from './delivery-health.tsx';
import { EventDrawer } from './event-drawer.tsx';
import { EventFilters } from './event-filters.tsx';
import { isFiltered, noFilters, pageSizes, parseEventSearch, type EventSearch } from './event-search.ts';
import { EventTable } from './event-table.tsx';
import { eventsQuery } from './events-query.ts';
import { SelectionBar } from './selection-bar.tsx';

/** The events of an instance: found, looked at, and sent again. */
export function InstanceEvents({ instanceId }: { instanceId: number }) {
  const [search, setSearch] = useUrlState(parseEventSearch);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [replaying, setReplaying] = useState(false);
  const mayWrite = useMayWrite();
  const query = useQuery(eventsQuery(instanceId, search));
  const change = (values: Partial<EventSearch>, options?: { push?: boolean }) => {
    // What is not shown any more cannot be meant.
    if (!('event' in values)) setSelected(new Set());
    setSearch({ ...values }, options);
  };
  return (
    <Stack gap="md">
      <DeliveryHealth instanceId={instanceId} />
      <EventFilters instanceId={instanceId} search={search} onChange={change}>
        {mayWrite && (
          <Button
            variant="default"
            leftSection={<IconHistory size={16} aria-hidden />}
            onClick={() => setReplaying(true)}
          >
            Replay …
          </Button>
        )}
      </EventFilters>
      {selected.size > 0 && (
        <SelectionBar instanceId={instanceId} eventIds={[...selected]} onDone={() => setSelected(new Set())} />
      )}
      <QueryState query={query} what="the events" rows={8}>
        {({ data: events, nextPage }) =>
          events.length === 0 ? (
            <NoEvents search={search} onClear={() => change(noFilters)} />
          ) : (
            <div style={{ opacity: query.isPlaceholderData ? 0.6 : 1 }} aria-busy={query.isPlaceholderData}>
              <Paper>
                <EventTable
                  events={events}
                  open={search.event}
                  selected={selected}
                  selectable={mayWrite}
                  onOpen={(event) => change({ event })}
                  onSelect={setSelected}
                />
              </Paper>
              <Group justify="space-between" align="center" mt="sm" gap="sm">
                <PageSize value={search.size} onChange={(size) => change({ size, after: undefined })} />
                <Pager token={search.after} nextPage={nextPage} onPage={(after) => change({ after }, { push: true })} />
              </Group>
            </div>
          )
        }
      </QueryState>
      <EventDrawer instanceId={instanceId} eventId={search.event} onClose={() => change({ event: undefined })} />
      {replaying && <ReplayDialog instanceId={instanceId} onClose={() => setReplaying(false)} />}
    </Stack>
  );
}

function NoEvents({ search, onClear }: { search: EventSearch; onClear: () => void }) {
  if (search.after !== undefined || isFiltered(search))
    return (
      <EmptyState
        title="No event is like that"
        order={3}
        action={
          <Button variant="default" onClick={onClear}>
            Show all events
          </Button>
        }
      >
        A search compares how the id of the record, or of the event, begins; upper and lower case differ.
      </EmptyState>
    );
  return (
    <EmptyState title="No events yet" order={3}>
      Events appear here when a poll, or a webhook, tells of a change. Change something at the provider and poll now, or
      wait for the next poll.
    </EmptyState>
  );
}

function PageSize({ value, onChange }: { value: EventSearch['size']; onChange: (size: EventSearch['size']) => void }) {
  return (
    <Select
      aria-label="Events on a page"
      data={pageSizes.map((size) => ({ value: String(size), label: `${size} on a page` }))}
      value={String(value)}
      onChange={(chosen) => onChange(pageSizes.find((size) => String(size) === chosen) ?? 25)}
      allowDeselect={false}
      size="xs"
      w={140}
    />
  );
}
