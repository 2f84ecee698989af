import { Radio, Stack } from '@mantine/core';
import type { ComponentProps } from 'react';
import type { Role } from '../../api/session.ts';
import { roleWords } from '../../parts/role-words.ts';

export const roles = Object.keys(roleWords) as Role[];

/** What a person may do. Takes the input props of a form. */
export function RoleField(props: Omit<ComponentProps<typeof Radio.Group>, 'children' | 'label'>) {
  return (
    <Radio.Group label="Role" {...props}>
      <Stack gap="xs" mt={6}>
        {roles.map((role) => (
          <Radio key={role} value={role} label={roleWords[role].label} description={roleWords[role].may} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
