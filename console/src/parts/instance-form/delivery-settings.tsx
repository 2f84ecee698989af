import { Select } from '@mantine/core';
import { choicesOf } from './choices.ts';
import { fieldText, keys } from './draft.ts';
import { EntryInput } from './entry-input.tsx';
import { MoreFields } from './more-fields.tsx';
import type { DraftForm } from './use-draft.ts';

/** Those that have a place of their own above, are for changes of an instance alone, or belong to old clients. */
const elsewhere: readonly string[] = [
  ...Object.values(keys),
  'event.notification.type',
  'event.notification.signature.key.previous',
  'event.poller.urls',
];

/** Everything else that every connector has: how deliveries are made and repeated, and how polls behave. */
export function DeliverySettings({ form }: { form: DraftForm }) {
  const { setup, draft, errors, setValue } = form;
  const entries = setup.entries.filter(({ key, group }) => group === 'events' && !elsewhere.includes(key));
  if (entries.length === 0) return null;
  return (
    <MoreFields label="More about deliveries and polls" open={entries.some(({ key }) => errors[key] !== undefined)}>
      {entries.map((entry) => {
        const choices = choicesOf(entry.key);
        if (!choices) return <EntryInput key={entry.key} entry={entry} form={form} />;
        return (
          <Select
            key={entry.key}
            name={entry.key}
            label={entry.name}
            description={entry.description}
            data={choices}
            value={fieldText(draft.configuration, entry.key) || entry.defaultValue}
            onChange={(value) => setValue(entry.key, value ?? '')}
            error={errors[entry.key]}
            placeholder="That of the account"
            clearable={entry.defaultValue === null}
            allowDeselect={false}
          />
        );
      })}
    </MoreFields>
  );
}
