import { Box, Group, Input, NumberInput, Slider } from '@mantine/core';

interface IntervalFieldProps {
  value: number | '';
  onChange: (minutes: number | '') => void;
  error: string | undefined;
}

const label = 'Default Interval Polling Time (in minutes)';
const most = 60;
const marks = [1, 15, 30, 45, 60].map((value) => ({ value, label: String(value) }));

/** Minutes between two polls: a slider for the usual ones, and a field for any. */
export function IntervalField({ value, onChange, error }: IntervalFieldProps) {
  return (
    <Box component="fieldset" p={0} m={0} bd={0}>
      <Input.Label component="legend" labelElement="div" p={0} mb={6}>
        {label}
      </Input.Label>
      <Group align="flex-start" gap="xl" wrap="nowrap">
        <Box style={{ flex: 1, minWidth: 0 }} pt={8} pb={20}>
          <Slider
            value={value === '' ? 1 : Math.min(most, Math.max(1, value))}
            onChange={onChange}
            min={1}
            max={most}
            marks={marks}
            label={(minutes) => `${minutes} min`}
            thumbLabel={`${label}, slider`}
            styles={{ markLabel: { color: 'var(--mantine-color-dimmed)' } }}
          />
        </Box>
        <NumberInput
          aria-label={label}
          value={value}
          onChange={(next) => onChange(next === '' ? '' : Number(next))}
          min={0}
          decimalScale={3}
          suffix=" min"
          w={120}
          error={error}
        />
      </Group>
    </Box>
  );
}
