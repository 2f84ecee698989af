import { Box, Group, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  description?: string;
  /** On the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of the page under a heading of its own. */
export function Section({ title, description, aside, children }: SectionProps) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} mt="xl">
      <Group justify="space-between" align="flex-end" mb="sm">
        <div>
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          {description && (
            <Text size="sm" c="dimmed" maw="75ch">
              {description}
            </Text>
          )}
        </div>
        {aside}
      </Group>
      {children}
    </Box>
  );
}
