import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { Authentication } from '../model/connector.ts';
import type { RefreshResult } from '../model/telemetry.ts';
import type { CredentialStore } from './credential-store.ts';
import type { Configuration } from './fill-configuration.ts';
import type { TokenCache } from './token-cache.ts';

/** What giving out tokens takes. */
export interface TokenDependencies {
  store: CredentialStore;
  egress: Pick<Egress, 'request'>;
  clock: Clock;
  cache: TokenCache;
  /** Told of every renewal that was asked for; default: nobody. */
  onRefresh?: (result: RefreshResult) => void;
}

export interface TokenOwner {
  organizationId: number;
  instanceId: number;
  authentication: Authentication;
  configuration: Configuration;
}
