import { Checkbox, Table, Text, VisuallyHidden } from '@mantine/core';
import { EventRow } from './event-row.tsx';
import type { EventRecord } from './event-status.ts';
import { useRowKeys } from './use-row-keys.ts';

interface EventTableProps {
  events: EventRecord[];
  /** The id of the event that is open. */
  open: string | undefined;
  selected: ReadonlySet<string>;
  /** False: nothing can be selected. */
  selectable: boolean;
  onOpen: (eventId: string) => void;
  onSelect: (selected: ReadonlySet<string>) => void;
}

/** A page of events. */
export function EventTable({ events, open, selected, selectable, onOpen, onSelect }: EventTableProps) {
  const toggle = (eventId: string) => {
    const next = new Set(selected);
    if (!next.delete(eventId)) next.add(eventId);
    onSelect(next);
  };
  const idOf = (row: number) => events[row]?.id ?? '';
  const keysOf = useRowKeys({
    count: events.length,
    onOpen: (row) => onOpen(idOf(row)),
    onSelect: (row) => selectable && toggle(idOf(row)),
  });
  const onPage = events.filter(({ id }) => selected.has(id)).length;
  return (
    <>
      <Table aria-label="Events, newest first" layout="auto">
        <Table.Thead>
          <Table.Tr>
            {selectable && (
              <Table.Th w={44}>
                <Checkbox
                  aria-label="Select all events on this page"
                  checked={onPage > 0 && onPage === events.length}
                  indeterminate={onPage > 0 && onPage < events.length}
                  onChange={() => onSelect(onPage === events.length ? new Set() : new Set(events.map(({ id }) => id)))}
                />
              </Table.Th>
            )}
            <Table.Th visibleFrom="sm">Type</Table.Th>
            <Table.Th>Record</Table.Th>
            <Table.Th visibleFrom="sm">Resource</Table.Th>
            <Table.Th visibleFrom="sm">Delivery</Table.Th>
            <Table.Th visibleFrom="sm">Stored</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map((event, row) => (
            <EventRow
              key={event.id}
              event={event}
              isOpen={event.id === open}
              isSelected={selected.has(event.id)}
              onOpen={() => onOpen(event.id)}
              onToggle={selectable ? () => toggle(event.id) : undefined}
              keys={keysOf(row)}
            />
          ))}
        </Table.Tbody>
      </Table>
      <VisuallyHidden>
        <Text>Arrow keys move between rows, Enter opens an event, the space bar selects it.</Text>
      </VisuallyHidden>
    </>
  );
}
