import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface TileProps {
  label: string;
  value: ReactNode;
  /** A word of judgement or explanation below. */
  hint?: ReactNode;
}

/** One figure. */
export function Tile({ label, value, hint }: TileProps) {
  return (
    <Paper p="md" style={{ minWidth: 0 }}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz="xl" fw={650} lh={1.3} className="tabular wrap-anywhere" component="div">
        {value}
      </Text>
      {hint && (
        <Text size="xs" c="dimmed" mt={2} component="div">
          {hint}
        </Text>
      )}
    </Paper>
  );
}
