import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconKey } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CopyField } from './copy-field.tsx';

interface Shown {
  title: string;
  /** What the secrets are for. */
  body?: ReactNode;
  secrets: { label: string; value: string; description?: string }[];
}

/**
 * Shows secrets once, in a dialog that does not close by a slip. Ask for them in the same function that calls this, and
 * answer nothing of them: what a mutation answers is kept in its cache.
 */
export function showSecrets({ title, body, secrets }: Shown): Promise<void> {
  return new Promise((resolve) => {
    const id = modals.open({
      title,
      closeOnClickOutside: false,
      closeOnEscape: false,
      withCloseButton: false,
      onClose: () => resolve(),
      children: (
        <Stack>
          <Alert color="yellow" icon={<IconKey aria-hidden />} title="Shown this once">
            Copy what you need now. The server keeps it sealed, and this console never shows it again.
          </Alert>
          {body && (
            <Text size="sm" component="div">
              {body}
            </Text>
          )}
          {secrets.map((secret) => (
            <CopyField key={secret.label} {...secret} />
          ))}
          <Group justify="flex-end">
            <Button onClick={() => modals.close(id)} data-autofocus>
              I have kept it
            </Button>
          </Group>
        </Stack>
      ),
    });
  });
}
