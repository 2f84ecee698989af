import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { api, answerOf } from '../../api/client.ts';
import { ErrorState } from '../error-state.tsx';
import { CallbackTestResult } from './callback-test-result.tsx';
import { fieldText, keys } from './draft.ts';
import { toCallbackTest } from './to-request.ts';
import type { DraftForm } from './use-draft.ts';

/** Where events go, and whether anybody is there. */
export function CallbackField({ form: { draft, errors, setValue } }: { form: DraftForm }) {
  const url = fieldText(draft.configuration, keys.callbackUrl);
  const test = useMutation({
    mutationFn: () => answerOf(api.POST('/elements/api-v2/instances/callback-test', { body: toCallbackTest(draft) })),
  });
  const sendTest = (
    <Button
      variant="default"
      onClick={() => test.mutate()}
      loading={test.isPending}
      disabled={url.trim() === ''}
      leftSection={<IconSend size={16} aria-hidden />}
    >
      Send a test
    </Button>
  );
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs">
        <TextInput
          name={keys.callbackUrl}
          label="Event Notification Callback URL"
          description="Receives a POST for what has changed. Without one, events are stored and can be read."
          placeholder="https://example.com/events"
          type="url"
          value={url}
          onChange={({ currentTarget }) => {
            setValue(keys.callbackUrl, currentTarget.value);
            test.reset();
          }}
          error={errors[keys.callbackUrl]}
          autoComplete="off"
          style={{ flex: '1 1 18rem' }}
        />
        {sendTest}
      </Group>
      {test.error && <ErrorState error={test.error} title="The test could not be sent" />}
      {test.data && <CallbackTestResult result={test.data} />}
    </Stack>
  );
}
