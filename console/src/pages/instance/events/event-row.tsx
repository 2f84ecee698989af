import { Badge, Checkbox, Group, Table, Text, UnstyledButton } from '@mantine/core';
import type { HTMLAttributes } from 'react';
import { RelativeTime } from '../../../parts/relative-time.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import classes from './event-row.module.css';
import { eventStatus, typeColour, type EventRecord } from './event-status.ts';

interface EventRowProps {
  event: EventRecord;
  isOpen: boolean;
  isSelected: boolean;
  onOpen: () => void;
  /** Absent: it cannot be selected. */
  onToggle: (() => void) | undefined;
  keys: HTMLAttributes<HTMLTableRowElement>;
}

/** One event of the list. */
export function EventRow({ event, isOpen, isSelected, onOpen, onToggle, keys }: EventRowProps) {
  const { tone, word } = eventStatus(event);
  return (
    <Table.Tr
      {...keys}
      className={classes.row}
      data-open={isOpen || undefined}
      onClick={(click) => {
        if (!(click.target instanceof Element) || !click.target.closest('input, label, button')) onOpen();
      }}
    >
      {onToggle && (
        <Table.Td>
          <Checkbox aria-label={`Select event ${event.id}`} checked={isSelected} onChange={onToggle} tabIndex={-1} />
        </Table.Td>
      )}
      <Table.Td visibleFrom="sm">
        <Badge color={typeColour(event.eventType)}>{event.eventType}</Badge>
      </Table.Td>
      <Table.Td className={classes.record}>
        <Group gap={6} hiddenFrom="sm">
          <Badge color={typeColour(event.eventType)}>{event.eventType}</Badge>
          <StatusBadge tone={tone}>{word}</StatusBadge>
        </Group>
        <UnstyledButton
          className={classes.name}
          onClick={onOpen}
          tabIndex={-1}
          aria-label={`Open ${event.eventType} ${event.objectType} ${event.objectId}`}
        >
          {event.objectId}
        </UnstyledButton>
        <Text size="xs" c="dimmed" hiddenFrom="sm" component="div">
          {event.objectType} · <RelativeTime iso={event.eventDate} />
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{event.objectType}</Table.Td>
      <Table.Td visibleFrom="sm">
        <StatusBadge tone={tone}>{word}</StatusBadge>
      </Table.Td>
      <Table.Td visibleFrom="sm" style={{ whiteSpace: 'nowrap' }}>
        <RelativeTime iso={event.eventDate} />
      </Table.Td>
    </Table.Tr>
  );
}
