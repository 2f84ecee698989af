import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api } from '../../../api/client.ts';
import { ErrorState } from '../../../parts/error-state.tsx';
import { useAction } from '../../../parts/use-action.ts';
import { CallbackTested } from './callback-tested.tsx';
import { sentAgain } from './events-query.ts';
import { checkUrl } from './check-url.ts';
import { useCallbackTest } from './use-callback-test.ts';

interface ChangeUrlDialogProps {
  instanceId: number;
  url: string;
  onClose: () => void;
}

/** Another callback URL for an instance, tried before it is saved. */
export function ChangeUrlDialog({ instanceId, url, onClose }: ChangeUrlDialogProps) {
  const form = useForm({ initialValues: { url }, validate: { url: checkUrl }, validateInputOnBlur: true });
  const test = useCallbackTest(instanceId);
  const save = useAction({
    run: (callbackUrl: string) =>
      answerOf(
        api.PATCH('/elements/api-v2/instances/{id}', {
          params: { path: { id: instanceId } },
          body: { configuration: { 'event.notification.callback.url': callbackUrl } },
        }),
      ),
    done: 'The callback URL was changed: what waited is sent there now.',
    failed: false,
    changes: sentAgain(instanceId),
  });
  const typed = form.values.url.trim();
  return (
    <Modal opened onClose={onClose} title="Change callback URL" size="lg">
      <form onSubmit={form.onSubmit(() => save.mutate(typed, { onSuccess: onClose }))}>
        <Stack>
          <Text size="sm">
            Events go to the new address from now on, and all that waits is sent there at once, oldest first. Signature
            key, headers and retry schedule stay. A test of another address is signed, but sent without the headers and
            the password.
          </Text>
          <TextInput
            label="Callback URL"
            type="url"
            data-autofocus
            {...form.getInputProps('url')}
            onChange={(event) => {
              test.reset();
              form.setFieldValue('url', event.currentTarget.value);
            }}
          />
          {test.data && <CallbackTested tested={test.data} />}
          {save.error && <ErrorState error={save.error} title="The callback URL was not changed" />}
          <Group justify="space-between">
            <Button
              variant="default"
              loading={test.isPending}
              onClick={() => {
                if (!form.validate().hasErrors) test.mutate({ url: typed });
              }}
            >
              Test it
            </Button>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={save.isPending}>
                Change callback URL
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
