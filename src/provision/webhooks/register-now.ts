import { withinTime } from '../../lib/clock.ts';
import type { Connector } from '../../model/connector.ts';
import type { Warning } from '../../model/poll-definition.ts';
import { claimRegistrations, type ClaimedRegistration } from '../../store/registrations-claim.ts';
import { messageOf } from './message-of.ts';
import { registrationLeaseMs, takeStep, type StepDeps } from './take-step.ts';
import { leftThere } from './take-back-surplus.ts';

/** A request does not wait longer for providers; what is under way goes on. */
const waitMs = 20_000;
const most = 200;

/**
 * Does at once what is due of an instance's registrations, so that its request can be told what went wrong. Everything is
 * committed before: what does not happen now happens later.
 */
export async function registerNow(
  deps: StepDeps,
  { instanceId, connector }: { instanceId: number; connector: Connector },
): Promise<Warning[]> {
  try {
    return await askNow(deps, { instanceId, connector });
  } catch {
    // The database did not answer, or a fault of ours: the runner meets it again and tells it.
    return [
      { path: 'webhooks.registrations', message: 'could not be asked for at the provider now; it is tried again' },
    ];
  }
}

async function askNow(
  deps: StepDeps,
  { instanceId, connector }: { instanceId: number; connector: Connector },
): Promise<Warning[]> {
  const { clock, db, sealer } = deps;
  const now = clock.now();
  const due = { now, leaseUntil: now + registrationLeaseMs, limit: most, instanceId };
  const claimed = await claimRegistrations({ db, sealer }, due);
  if (claimed.length === 0) return [];
  const warnings = new Map<ClaimedRegistration, Warning[]>();
  const work = claimed.map(async (one) => {
    const { fault, left } = await takeStep(deps, { connector, claimed: one });
    const messages = [
      ...(fault ? [`${messageOf(fault)}; it is tried again`] : []),
      ...(left ? [`${messageOf(left)}. ${leftThere}`] : []),
    ];
    warnings.set(
      one,
      messages.map((message) => ({ path: pathTo(one), message })),
    );
  });
  await withinTime(clock, waitMs, Promise.all(work));
  const unknown = claimed.filter((one) => !warnings.has(one)).map(stillAsking);
  return [...[...warnings.values()].flat(), ...unknown];
}

const stillAsking = (one: ClaimedRegistration): Warning => ({
  path: pathTo(one),
  message: 'the provider has not answered yet; GET …/webhooks/registrations shows what becomes of it',
});

const pathTo = ({ name, each }: ClaimedRegistration): string =>
  `webhooks.registrations.${name}${each === '' ? '' : `[${each}]`}`;
