import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Telemetry } from '../model/telemetry.ts';
import { registrationLeaseMs, takeStep, type StepDeps } from '../provision/webhooks/take-step.ts';
import { claimRegistrations, type ClaimedRegistration } from '../store/registrations-claim.ts';
import { moveRegistrations } from '../store/registrations-save.ts';
import type { Unreadable } from '../store/open-readable.ts';
import { startWorkLoop, type WorkLoop } from './work-loop.ts';

export interface RegistrationRunnerDeps extends StepDeps {
  clock: Clock;
  log: Log;
  telemetry: Telemetry;
  catalog: Pick<Catalog, 'find'>;
  unreadable: Unreadable;
  /** The address under which others reach this server, where it is set. */
  publicUrl: string | undefined;
}

/** Steps under way at once, in one process: few, as they can wait, and are rare. */
const capacity = 20;
const idleMs = 2_000;

/**
 * Asks providers for webhooks where that has failed before, renews and checks what stands, takes back what is no longer wanted.
 * With another public address than before, everything is asked for anew.
 */
export function startRegistrationRunner(deps: RegistrationRunnerDeps): WorkLoop {
  const { db, sealer, clock, log, telemetry, catalog, unreadable, publicUrl } = deps;
  let isMoved = publicUrl === undefined;
  const loop = startWorkLoop<ClaimedRegistration>({
    name: 'registrations',
    clock,
    log,
    capacity,
    idleMs,
    claim: async (limit) => {
      const now = clock.now();
      if (!isMoved && publicUrl !== undefined) {
        const count = await moveRegistrations(db, { baseUrl: publicUrl, now });
        if (count > 0) log.info({ count, publicUrl }, 'webhooks are asked for anew: the public address is another');
        isMoved = count === 0;
      }
      return claimRegistrations({ db, sealer }, { now, leaseUntil: now + registrationLeaseMs, limit, unreadable });
    },
    work: async (claimed) => {
      const { id, name, each, instance } = claimed;
      const connector = await catalog.find(instance.organizationId, instance.connectorKey);
      const attributes = { 'tidings.instance': instance.id, 'tidings.registration': name };
      const { step, fault, left, goesOn } = await telemetry.inSpan({ name: 'registration step', attributes }, () =>
        takeStep(deps, { connector, claimed }),
      );
      const about = { registrationId: id, instanceId: instance.id, name, each, step };
      if (fault?.code === 'internal') log.error({ ...about, err: fault.cause }, fault.message);
      else if (fault) log.warn({ ...about, code: fault.code }, fault.message);
      else if (step !== 'rest') log.info(about, 'registration stepped');
      if (left) log.warn({ ...about, code: left.code, err: left.cause }, left.message);
      if (goesOn) loop.wake();
    },
  });
  return loop;
}
