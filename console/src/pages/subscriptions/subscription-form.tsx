import { Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ErrorState } from '../../parts/error-state.tsx';
import { KeyField } from './key-field.tsx';
import type { Subscription } from './subscription-queries.ts';
import { TopicField } from './topic-field.tsx';
import { UrlField } from './url-field.tsx';
import { useSubscriptionActions, type SubscriptionValues } from './use-subscription-actions.ts';

/** Makes a subscription, or changes the one that is given. */
export function SubscriptionForm({ edited, onClose }: { edited: Subscription | undefined; onClose: () => void }) {
  const { save } = useSubscriptionActions();
  const form = useForm<SubscriptionValues>({
    initialValues: { url: edited?.config['url'] ?? '', topics: edited?.topics ?? [], signatureKey: '' },
    validate: {
      url: (url) => (/^https?:\/\/\S+$/.test(url.trim()) ? null : 'An address that begins with https:// or http://'),
      topics: (topics) => (topics.length > 0 ? null : 'At least one topic'),
    },
  });
  const submit = form.onSubmit((values) => save.mutate({ id: edited?.id, values }, { onSuccess: onClose }));
  return (
    <Modal opened onClose={onClose} title={edited ? `Change subscription ${edited.id}` : 'Make a subscription'}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <UrlField
            value={form.values.url}
            onChange={(url) => form.setFieldValue('url', url)}
            error={form.errors['url']}
            signatureKey={form.values.signatureKey}
          />
          <TopicField
            value={form.values.topics}
            onChange={(topics) => form.setFieldValue('topics', topics)}
            error={form.errors['topics']}
          />
          <KeyField
            value={form.values.signatureKey}
            onChange={(key) => form.setFieldValue('signatureKey', key)}
            isSet={edited !== undefined}
          />
          {save.error && <ErrorState error={save.error} title="It could not be saved" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              {edited ? 'Save' : 'Make the subscription'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
