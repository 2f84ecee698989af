import type { Explain } from '../model/explain.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ReadGuide } from '../catalog/read-guide.ts';
import type { Authorize } from '../hub/provider-account.ts';
import type { Mailer } from '../egress/mail.ts';
import type { Log } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import type { QuotaUse, QuotaUseWanted } from '../model/quota-use.ts';
import type { PollReport } from '../poll/poll-report.ts';
import type { Provisioning } from '../provision/provisioning.ts';
import type { ProbeDeps } from './health.ts';
import type { MetricsDeps } from './metrics.ts';
import type { RequestWatch } from './watch-requests.ts';

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
export interface ApiDeps extends Provisioning, ProbeDeps, MetricsDeps, RequestWatch {
  log: Log;
  /** Zone of `${date:…}` in poll URLs. */
  serverTimezone: string;
  random: Random;
  catalog: Catalog;
  /** Undefined: the operator has set up no mail server. */
  mailer?: Mailer | undefined;
  readGuide: ReadGuide;
  authorize: Authorize;
  /** What is used of the quotas of providers. Absent: nothing is known of it. */
  readQuotaUse?: (wanted: QuotaUseWanted) => Promise<QuotaUse[]>;
  /** The address under which others reach this server, without a slash at its end. Undefined: that of the call. */
  publicUrl?: string | undefined;
  /** Proxies that are believed where a request comes from: networks and addresses. Default: those on this machine. */
  trustedProxies?: readonly string[] | undefined;
  /** The built console. Default: console/dist of this repository or package. */
  consoleFolder?: string;
  /** Lets the workers of this process look for what is due. Absent: it has none. */
  wakeWorkers?: () => void;
  /** The same for what works on received webhooks alone. */
  wakeInbox?: () => void;
  /** Polls now and answers when it is done. Faults: `resource.polling_not_configured`. */
  pollNow(request: PollNowRequest): Promise<PollReport[]>;
}
