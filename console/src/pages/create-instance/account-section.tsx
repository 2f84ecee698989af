import { SegmentedControl, Text } from '@mantine/core';
import { CopyField } from '../../parts/copy-field.tsx';
import { accountEntries, isNeeded } from '../../parts/instance-form/account-entries.ts';
import { EntryInput } from '../../parts/instance-form/entry-input.tsx';
import { FormSection } from '../../parts/instance-form/form-section.tsx';
import { MoreFields } from '../../parts/instance-form/more-fields.tsx';
import type { DraftForm } from '../../parts/instance-form/use-draft.ts';

const ways = [
  { value: 'consent', label: 'Consent page' },
  { value: 'tokens', label: 'My own tokens' },
];

/** Whose account it is, and how it lets us in. */
export function AccountSection({ form }: { form: DraftForm }) {
  const { setup, draft, errors, change } = form;
  const { authentication, callbackUrl, entries, name } = setup;
  const { main, more } = accountEntries(setup, draft);
  const takesTokens = authentication.consent && entries.some(({ group }) => group === 'tokens');
  const multiline = authentication.kind === 'jwt';
  const oauth = authentication.consent && !draft.bringsTokens;
  return (
    <FormSection
      title="Account"
      description={
        oauth
          ? `Enter the app that you have registered at ${name}. Its consent page opens when you create the instance.`
          : `What ${name} asks for to let this server read.`
      }
    >
      {takesTokens && (
        <SegmentedControl
          aria-label="How access is given"
          data={ways}
          value={draft.bringsTokens ? 'tokens' : 'consent'}
          onChange={(way) => change({ bringsTokens: way === 'tokens' })}
          style={{ alignSelf: 'flex-start' }}
        />
      )}
      {oauth && callbackUrl !== null && (
        <CopyField
          label="Callback URL of your app"
          value={callbackUrl}
          description={`Register exactly this at ${name}, or its consent page will refuse.`}
        />
      )}
      {main.length === 0 && <Text size="sm">Nothing has to be entered.</Text>}
      {main.map((entry) => (
        <EntryInput key={entry.key} entry={entry} form={form} required={isNeeded(entry, draft)} multiline={multiline} />
      ))}
      {more.length > 0 && (
        <MoreFields label="More about the account" open={more.some(({ key }) => errors[key] !== undefined)}>
          {more.map((entry) => (
            <EntryInput key={entry.key} entry={entry} form={form} multiline={multiline} />
          ))}
        </MoreFields>
      )}
    </FormSection>
  );
}
