import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Connector } from '../model/connector.ts';
import { takesWebhooks } from '../model/takes-webhooks.ts';
import { nextQuietLook, type WebhookPulse } from '../model/webhook-pulse.ts';
import type { QuietInstance, QuietToTell } from '../store/webhook-pulse.ts';
import { startLoop, type Loop } from './loop.ts';

export interface QuietWatchDeps {
  clock: Clock;
  log: Log;
  catalog: Pick<Catalog, 'find'>;
  findQuiet: (search: { now: number; limit: number }) => Promise<QuietInstance[]>;
  tellQuiet: (quiet: QuietToTell) => Promise<boolean>;
  /** Something became due: polls, and checks of registrations. */
  wake: () => void;
}

const everyMs = 30_000;
const most = 200;

/**
 * Looks for instances whose providers have sent nothing for longer than is usual with them. Their registrations are checked,
 * and their resources polled, as something may have been missed.
 */
export function startQuietWatch({ clock, log, catalog, findQuiet, tellQuiet, wake }: QuietWatchDeps): Loop {
  const look = async ({ instance, pulse }: QuietInstance, now: number): Promise<void> => {
    const { id: instanceId, organizationId, connectorKey, configuration, disabled } = instance;
    const listens = !disabled && takesWebhooks(configuration);
    const connector = listens ? await catalog.find(organizationId, connectorKey) : undefined;
    const told = await tellQuiet({
      instanceId,
      nextLookAt: listens ? nextQuietLook(pulse, now) : undefined,
      message: connector && messageOf(pulse),
      resources: connector ? resourcesOf(connector) : [],
      now,
    });
    if (told && listens) log.warn({ instanceId }, 'the provider sends no webhooks');
  };

  const round = async (): Promise<number> => {
    const now = clock.now();
    const quiet = await findQuiet({ now, limit: most });
    let looked = 0;
    for (const one of quiet) {
      try {
        await look(one, now);
        looked++;
      } catch (err) {
        log.error({ err, instanceId: one.instance.id }, 'an instance that is quiet could not be looked at');
      }
    }
    if (looked > 0) wake();
    return looked === most ? 0 : everyMs;
  };

  return startLoop({ name: 'quiet webhooks', clock, log, round });
}

/** Those that the registrations name; empty: all. */
function resourcesOf({ webhooks }: Connector): string[] {
  const named = Object.values(webhooks?.registrations ?? {}).map(({ resources }) => resources);
  return named.some((resources) => resources.length === 0) ? [] : [...new Set(named.flat())];
}

function messageOf({ lastReceivedAt, meanPauseMs }: WebhookPulse): string {
  const last = lastReceivedAt === undefined ? 'an unknown time' : new Date(lastReceivedAt).toISOString();
  const usual = meanPauseMs === undefined ? '' : `, though there is usually one every ${span(meanPauseMs)}`;
  return `No webhook has come since ${last}${usual}. It is checked whether the provider still sends them, and what is polled is polled at once.`;
}

function span(ms: number): string {
  if (ms < 120_000) return `${Math.max(Math.round(ms / 1000), 1)} s`;
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} minutes` : `${Math.round(ms / 3_600_000)} hours`;
}
