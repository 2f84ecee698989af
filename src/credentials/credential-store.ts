import type { Tokens } from './tokens.ts';

/** Where the tokens of instances are kept, sealed. */
export interface CredentialStore {
  /** The committed tokens. */
  read(instanceId: number): Promise<Tokens | undefined>;
  /**
   * Runs `work` while no other caller, in this or another process, holds the lock of this instance. `current` is read
   * under the lock, and what `save` was given is committed before the promise resolves.
   */
  withLock<T>(
    instanceId: number,
    work: (current: Tokens | undefined, save: (next: Tokens) => Promise<void>) => Promise<T>,
  ): Promise<T>;
  /** Sets the connection of the instance to `reconnect`. May be called by the holder of the lock. */
  markReconnect(instanceId: number, reason: string): Promise<void>;
}
