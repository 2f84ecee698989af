import type { ElementSetup, SetupEntry } from '../../api/catalogue-queries.ts';
import { valueInForce, type Draft } from './draft.ts';

export interface AccountEntries {
  /** What has to be entered, or usually is. */
  main: SetupEntry[];
  /** What has a default that suits nearly everybody. */
  more: SetupEntry[];
}

type Known = Pick<ElementSetup, 'entries' | 'authentication'>;

/** The entries by which an instance says whose account it is, as far as the choices made so far need them. */
export function accountEntries(setup: Known, draft: Pick<Draft, 'configuration' | 'bringsTokens'>): AccountEntries {
  const shown = setup.entries.filter(
    (entry) => isShown(entry, draft.bringsTokens) && isWanted(entry, setup.entries, draft),
  );
  const isMain = (entry: SetupEntry) => isNeeded(entry, draft) || entry.group === 'tokens' || isUsual(entry);
  return { main: shown.filter(isMain), more: shown.filter((entry) => !isMain(entry)) };
}

/** Whether the form insists on a value: tokens that are brought need no client to ask for them. */
export function isNeeded(entry: SetupEntry, { bringsTokens }: Pick<Draft, 'bringsTokens'>): boolean {
  if (!bringsTokens) return entry.required && !entry.hasDefault;
  return entry.key === 'oauth.user.token';
}

const isShown = ({ group }: SetupEntry, bringsTokens: boolean): boolean =>
  group === 'account' || (group === 'tokens' && bringsTokens);

/** One that is required where another has a certain value is not asked for elsewhere. */
const isWanted = (
  { requiredWhen }: SetupEntry,
  entries: readonly SetupEntry[],
  { configuration }: Pick<Draft, 'configuration'>,
): boolean => requiredWhen === null || valueInForce(configuration, entries, requiredWhen.key) === requiredWhen.equals;

/** Optional, without a default, and not one of those that OAuth fills by itself. */
const isUsual = ({ key, hasDefault, required }: SetupEntry): boolean =>
  required || (!hasDefault && !key.startsWith('oauth.') && key !== 'base.url');
