import { Card, Checkbox, Group, Stack, Switch } from '@mantine/core';
import type { EventType } from './event-settings.ts';
import { IntervalField } from './interval-field.tsx';
import type { EventForm } from './use-event-form.ts';

interface EventSwitchesProps {
  form: EventForm;
  problems: { types?: string; minutes?: string };
}

/** Whether and how changes become events. */
export function EventSwitches({ form, problems }: EventSwitchesProps) {
  const { enabled, types, minutes } = form.values;
  return (
    <Card>
      <Stack gap="lg">
        <Switch
          label="Enable Events"
          description="New instances of the connector begin with this; each can be set otherwise."
          checked={enabled}
          onChange={({ currentTarget }) => form.setFieldValue('enabled', currentTarget.checked)}
        />
        <Checkbox.Group
          label="Event Types"
          description="With both, each change is told once, whichever brings it first."
          value={types}
          onChange={(next) => form.setFieldValue('types', inOrder(next))}
          error={problems.types}
        >
          <Group mt="xs" gap="lg">
            <Checkbox value="polling" label="Polling" />
            <Checkbox value="webhooks" label="Webhooks" />
          </Group>
        </Checkbox.Group>
        {types.includes('polling') && (
          <IntervalField
            value={minutes}
            onChange={(next) => form.setFieldValue('minutes', next)}
            error={problems.minutes}
          />
        )}
      </Stack>
    </Card>
  );
}

const inOrder = (chosen: readonly string[]): EventType[] =>
  (['polling', 'webhooks'] as const).filter((type) => chosen.includes(type));
