import type { Egress } from '../egress/egress.ts';
import type { Authorize } from '../hub/provider-account.ts';
import type { HookDependencies } from '../hub/hooks/run-hook.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import type { Sealer } from '../lib/sealer.ts';
import type { Warning } from '../model/poll-definition.ts';
import type { Db } from '../store/database.ts';
import type { BaseUrl } from '../store/registrations-save.ts';

export interface Provisioning extends HookDependencies {
  db: Db;
  sealer: Sealer;
  clock: Clock;
  random: Random;
  egress: Egress;
  authorize: Authorize;
  /** The address under which others reach this server, without a slash at its end. Undefined: that of the request. */
  publicUrl?: string | undefined;
  /** Least allowed event.poller.refresh_interval. */
  minRefreshMinutes: number;
}

/** The address that providers are given. `calledAt`: the one by which the request called us. */
export const baseOf = ({ publicUrl }: Pick<Provisioning, 'publicUrl'>, calledAt: string | undefined): BaseUrl => ({
  url: publicUrl ?? calledAt,
  isSet: publicUrl !== undefined,
});

/** What a request did, beside the instance itself. */
export interface Provisioned {
  id: number;
  warnings: Warning[];
}
