import type { CredentialStore } from '../credentials/credential-store.ts';
import type { Tokens } from '../credentials/tokens.ts';

/** Tokens of one account that are not stored yet. Only one task uses them, so that nobody waits for a lock. */
export interface HeldTokens extends CredentialStore {
  /** As they are now: they may have been renewed. */
  held(): Tokens | undefined;
}

export function heldTokens(tokens: Tokens | undefined): HeldTokens {
  let current = tokens;
  const nothing = () => Promise.resolve();
  return {
    held: () => current,
    read: () => Promise.resolve(current),
    withLock: (_instanceId, work) =>
      work({
        current,
        attempt: undefined,
        begin: nothing,
        postpone: nothing,
        save: (next) => {
          current = next;
          return Promise.resolve();
        },
      }),
    // Told by the fault that follows: nothing is written that could be marked.
    markReconnect: nothing,
  };
}
