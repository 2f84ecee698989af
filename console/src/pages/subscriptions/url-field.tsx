import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, answerOf } from '../../api/client.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { CallbackTestResult } from '../../parts/instance-form/callback-test-result.tsx';

interface UrlFieldProps {
  value: string;
  onChange: (url: string) => void;
  error?: ReactNode;
  /** The test is signed with it, where there is one. */
  signatureKey: string;
}

/** Where deliveries go, and whether anybody is there. */
export function UrlField({ value, onChange, error, signatureKey }: UrlFieldProps) {
  const test = useMutation({
    // What is sent holds a secret.
    gcTime: 0,
    mutationFn: () => {
      const body = { url: value.trim(), ...(signatureKey !== '' && { signatureKey }) };
      return answerOf(api.POST('/elements/api-v2/instances/callback-test', { body }));
    },
  });
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs">
        <TextInput
          label="Callback URL"
          required
          data-autofocus
          type="url"
          autoComplete="off"
          value={value}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.value);
            test.reset();
          }}
          error={error}
          style={{ flex: '1 1 14rem' }}
        />
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden />}
          loading={test.isPending}
          disabled={value.trim() === ''}
          onClick={() => test.mutate()}
        >
          Send a test
        </Button>
      </Group>
      {test.error && <ErrorState error={test.error} title="The test could not be sent" />}
      {test.data && <CallbackTestResult result={test.data} />}
    </Stack>
  );
}
