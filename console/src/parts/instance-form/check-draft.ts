import type { ElementSetup } from '../../api/catalogue-queries.ts';
import { accountEntries, isNeeded } from './account-entries.ts';
import { fieldText, isOn, keys, mechanismOf, type Draft } from './draft.ts';
import type { FieldErrors } from './issues.ts';

type Known = Pick<ElementSetup, 'entries' | 'authentication' | 'events'>;

/** What can be seen to be wrong without asking the server, which checks everything again. */
export function checkDraft(draft: Draft, setup: Known): FieldErrors {
  const { configuration, name } = draft;
  const errors: Record<string, string> = {};
  if (name.trim() === '') errors['name'] = 'Give the instance a name.';
  for (const entry of accountEntries(setup, draft).main) {
    if (isNeeded(entry, draft) && fieldText(configuration, entry.key).trim() === '')
      errors[entry.key] = `Enter ${entry.name}.`;
  }
  if (!isOn(configuration, keys.enabled)) return errors;
  const url = fieldText(configuration, keys.callbackUrl).trim();
  if (url !== '' && !isWebAddress(url)) errors[keys.callbackUrl] = 'Enter a whole http or https URL.';
  const interval = fieldText(configuration, keys.interval).trim();
  if (interval !== '' && mechanismOf(configuration, setup) !== 'webhook') {
    const least = setup.events.leastRefreshMinutes;
    if (!(Number(interval) >= least)) errors[keys.interval] = `Enter a number of minutes, at least ${least}.`;
  }
  return errors;
}

const isWebAddress = (text: string): boolean => /^https?:\/\/[^/?#]/i.test(text) && URL.canParse(text);
