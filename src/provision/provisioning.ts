import type { Egress } from '../egress/egress.ts';
import type { HookDependencies } from '../hub/hooks/run-hook.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Warning } from '../model/poll-definition.ts';
import type { Db } from '../store/database.ts';

export interface Provisioning extends HookDependencies {
  db: Db;
  sealer: Sealer;
  clock: Clock;
  random: Random;
  egress: Egress;
  /** Least allowed event.poller.refresh_interval. */
  minRefreshMinutes: number;
}

/** What a request did, beside the instance itself. */
export interface Provisioned {
  id: number;
  warnings: Warning[];
}
