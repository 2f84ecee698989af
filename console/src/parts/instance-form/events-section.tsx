import { Alert, SegmentedControl, Select, Stack, Switch, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { CallbackField } from './callback-field.tsx';
import { choicesOf } from './choices.ts';
import { DeliverySettings } from './delivery-settings.tsx';
import { fieldText, isOn, keys, mechanismOf } from './draft.ts';
import { FormSection } from './form-section.tsx';
import { IntervalField } from './interval-field.tsx';
import { ResourcesSection } from './resources-section.tsx';
import { SignatureField } from './signature-field.tsx';
import { StartField } from './start-field.tsx';
import type { DraftForm } from './use-draft.ts';

const mechanismWords = { polling: 'Polling', webhook: 'Webhooks', both: 'Both' } as const;

/** What is told of the account, how it is noticed, and to whom. */
export function EventsSection({ form }: { form: DraftForm }) {
  const { configuration } = form.draft;
  const enabled = isOn(configuration, keys.enabled);
  return (
    <FormSection title="Events" description="Changes of the account become events.">
      <Switch
        name={keys.enabled}
        label="Events Enabled"
        checked={enabled}
        onChange={({ currentTarget }) => form.setValue(keys.enabled, currentTarget.checked)}
        error={form.errors[keys.enabled]}
      />
      {enabled ? (
        <Enabled form={form} />
      ) : (
        <Text size="sm">Nothing is polled and nothing is received until events are enabled.</Text>
      )}
    </FormSection>
  );
}

function Enabled({ form }: { form: DraftForm }) {
  const { setup, draft, errors, setValue } = form;
  const { mechanisms } = setup.events;
  const mechanism = mechanismOf(draft.configuration, setup);
  const format = choicesOf(keys.format) ?? [];
  return (
    <>
      {mechanisms.length > 1 && (
        <Stack gap={4}>
          <Text size="sm" fw={600} id="event-type-label">
            Event Type
          </Text>
          <SegmentedControl
            aria-labelledby="event-type-label"
            data={mechanisms.map((one) => ({ value: one, label: mechanismWords[one] }))}
            value={mechanism}
            onChange={(value) => setValue(keys.vendorType, value)}
            style={{ alignSelf: 'flex-start' }}
          />
          {errors[keys.vendorType] && (
            <Text size="sm" c="var(--mantine-color-error)">
              {errors[keys.vendorType]}
            </Text>
          )}
        </Stack>
      )}
      <CallbackField form={form} />
      <SignatureField form={form} />
      <Select
        name={keys.format}
        label="Event Notification Format"
        description="The form of the body. Signatures are the same in all of them."
        data={format}
        value={fieldText(draft.configuration, keys.format) || 'elements'}
        onChange={(value) => setValue(keys.format, value === 'elements' ? '' : value)}
        error={errors[keys.format]}
        allowDeselect={false}
        maw={480}
      />
      {mechanism !== 'polling' && <WebhookHint setup={setup} />}
      {mechanism !== 'webhook' && (
        <>
          <IntervalField form={form} />
          <ResourcesSection form={form} />
          <StartField form={form} />
        </>
      )}
      <DeliverySettings form={form} />
    </>
  );
}

function WebhookHint({ setup: { webhooks, name } }: Pick<DraftForm, 'setup'>) {
  return (
    <Alert color="blue" icon={<IconInfoCircle aria-hidden />} title="Webhooks">
      {webhooks?.registersItself
        ? `This server asks ${name} for webhooks when the instance is made. It must be reachable from the internet.`
        : `When the instance is made, its page tells the address that you enter at ${name}.`}
    </Alert>
  );
}
