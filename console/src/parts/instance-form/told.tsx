import { Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface ToldProps {
  color: 'green' | 'red' | 'blue';
  icon: ReactNode;
  title: string;
  children: ReactNode;
}

/** How something stands that was asked for; screen readers say it when it comes and when it changes. */
export function Told({ color, icon, title, children }: ToldProps) {
  return (
    <Paper
      component="output"
      display="block"
      withBorder={false}
      p="md"
      bg={`var(--mantine-color-${color}-light)`}
      style={{ minWidth: 0 }}
    >
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Text component="span" lh={1} pt={2} c={`var(--mantine-color-${color}-light-color)`} aria-hidden>
          {icon}
        </Text>
        <Stack gap="xs" style={{ minWidth: 0, flex: 1 }}>
          <Text fw={650} size="sm" c={`var(--mantine-color-${color}-light-color)`}>
            {title}
          </Text>
          {children}
        </Stack>
      </Group>
    </Paper>
  );
}
