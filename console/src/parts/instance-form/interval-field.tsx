import { Box, Group, Input, NumberInput, Slider, Text } from '@mantine/core';
import { useId } from 'react';
import { fieldText, keys } from './draft.ts';
import { minutesAt, positionOf, printMinutes, stopsFrom } from './interval-scale.ts';
import type { DraftForm } from './use-draft.ts';

/** More is seldom meant. */
const longMinutes = 30 * 24 * 60;

/** How often is polled: a slider for the usual, a number for the rest. */
export function IntervalField({ form }: { form: DraftForm }) {
  const { setup, draft, errors, setValue } = form;
  const { refreshMinutes, leastRefreshMinutes: least } = setup.events;
  const id = useId();
  const text = fieldText(draft.configuration, keys.interval);
  const minutes = Number(text) > 0 ? Number(text) : refreshMinutes;
  const stops = stopsFrom(least);
  const last = stops.length - 1;
  return (
    <Box>
      <Input.Label id={id} component="div">
        Event poller refresh interval (mins)
      </Input.Label>
      <Input.Description mb="xs">
        How long after a change you learn of it at most. Every poll is a request that your account at the provider pays
        for.
      </Input.Description>
      <Group gap="lg" align="flex-start">
        <Slider
          aria-labelledby={id}
          thumbLabel="Event poller refresh interval"
          thumbValueText={(position) => printMinutes(minutesAt(position, stops))}
          value={positionOf(minutes, stops)}
          onChange={(position) => setValue(keys.interval, String(minutesAt(position, stops)))}
          min={0}
          max={last}
          step={1}
          label={(position) => printMinutes(minutesAt(position, stops))}
          marks={marksOf(stops)}
          flex="1 1 15rem"
          mt={10}
          mb={28}
          mx={6}
        />
        <Box w={140}>
          <NumberInput
            name={keys.interval}
            aria-label="Event poller refresh interval in minutes"
            value={text === '' ? '' : Number(text)}
            placeholder={String(refreshMinutes)}
            onChange={(value) => setValue(keys.interval, value === '' ? '' : String(value))}
            error={errors[keys.interval]}
            min={0}
            step={1}
            suffix=" min"
            hideControls
          />
          {minutes >= 60 && (
            <Text size="sm" mt={4}>
              {printMinutes(minutes)}
            </Text>
          )}
          {minutes > longMinutes && (
            <Text size="sm" c="var(--mantine-color-error)" component="output">
              Changes are told that late.
            </Text>
          )}
        </Box>
      </Group>
    </Box>
  );
}

/** A few words below the slider; more would run into each other on a phone. */
const marksOf = (stops: readonly number[]) =>
  [stops[0] ?? 1, 15, 60, 1440]
    .filter((minutes, index, all) => stops.includes(minutes) && all.indexOf(minutes) === index)
    .map((minutes) => ({ value: stops.indexOf(minutes), label: printMinutes(minutes) }));
