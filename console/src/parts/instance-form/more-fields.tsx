import { Accordion, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

interface MoreFieldsProps {
  label: string;
  children: ReactNode;
  /** True: something in it is wrong, so it is shown. */
  open?: boolean;
}

/** Fields that few people need: shown when they are asked for. */
export function MoreFields({ label, children, open = false }: MoreFieldsProps) {
  return (
    <Accordion
      key={String(open)}
      variant="default"
      chevronPosition="left"
      order={3}
      defaultValue={open ? 'more' : null}
    >
      <Accordion.Item value="more" style={{ border: 0 }}>
        <Accordion.Control px={0} fz="sm">
          {label}
        </Accordion.Control>
        <Accordion.Panel styles={{ content: { paddingInline: 0 } }}>
          <Stack gap="md">{children}</Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
