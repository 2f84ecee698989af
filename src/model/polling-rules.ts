import type { PollingOverrides, PollingRules } from './connector-polling.ts';

/** What the poller may rely on: as the connector says, and the instance says otherwise, key by key. */
export const pollingRules = (declared: PollingRules, overrides: PollingOverrides): PollingRules => ({
  ...declared,
  ...given(overrides),
  filter: { ...declared.filter, ...given(overrides.filter ?? {}) },
  reconciliation: { ...declared.reconciliation, ...given(overrides.reconciliation ?? {}) },
});

/** Only what is said: a member that is there and undefined says nothing. */
const given = <T extends object>(overrides: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined)) as never;
