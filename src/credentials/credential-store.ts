import type { HeldTokens } from '../store/credential-store.ts';
import type { Tokens } from './tokens.ts';

/** Where the tokens of instances are kept, sealed. */
export interface CredentialStore {
  /** The committed tokens. */
  read(instanceId: number): Promise<Tokens | undefined>;
  /**
   * Runs `work` while no other caller, in this or another process, holds the lock of this instance. What `save` was given
   * is committed before the promise resolves.
   */
  withLock<T>(instanceId: number, work: (held: HeldCredentials) => Promise<T>): Promise<T>;
  /** Sets the connection of the instance to `reconnect`. May be called by the holder of the lock. */
  markReconnect(instanceId: number, reason: string): Promise<void>;
}

export type HeldCredentials = HeldTokens<Tokens>;
