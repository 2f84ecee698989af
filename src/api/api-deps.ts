import type { Explain } from '../model/explain.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Authorize } from '../hub/provider-account.ts';
import type { Log } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import type { PollReport } from '../poll/poll-report.ts';
import type { Provisioning } from '../provision/create-instance.ts';

export interface PollNowRequest {
  instanceId: number;
  /** Undefined: every resource. */
  resource: string | undefined;
  /** True: nothing is stored and the cursors stay. */
  dryRun: boolean;
  /** True: with the decision on each record. */
  explain: Explain;
}

/** What the HTTP API is built on. */
export interface ApiDeps extends Provisioning {
  log: Log;
  random: Random;
  catalog: Catalog;
  authorize: Authorize;
  /** Polls now and answers when it is done. Faults: `resource.polling_not_configured`. */
  pollNow(request: PollNowRequest): Promise<PollReport[]>;
}
