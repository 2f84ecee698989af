import { Fault, faultOfOurs } from '../../model/fault.ts';
import type { Sealer } from '../../lib/sealer.ts';
import type { Db } from '../../store/database.ts';
import { readStanding, type Standing } from '../../store/registrations-captured.ts';
import { tellOfRegistration, type Settled } from '../../store/registrations-settle.ts';
import { removesBoth, unsubscribe, type Told } from './ask-provider.ts';
import { messageOf } from './message-of.ts';
import type { AskDeps, Asking } from './send-registration-step.ts';

interface SurplusDeps extends AskDeps {
  db: Db;
  sealer: Sealer;
}

/**
 * What nobody needs any more once a step has ended: what stood before the new one, or the new one, if the claim was lost and
 * nobody will ever know of it. Answers why it could not be taken back; then a notice tells it.
 */
export async function takeBackSurplus(
  deps: SurplusDeps,
  asking: Asking,
  { told, settled }: { told: Told | undefined; settled: Settled },
): Promise<Fault | undefined> {
  if (told?.kind !== 'told') return undefined;
  try {
    const surplus = settled === 'lost' ? await unknownToAll(deps, asking, told.standing) : told.former;
    if (surplus) await unsubscribe(deps, asking, surplus);
    return undefined;
  } catch (error) {
    const fault = error instanceof Fault ? error : faultOfOurs('A registration', error);
    const message = `${messageOf(fault)}. ${leftThere}`;
    const now = deps.clock.now();
    await tellOfRegistration(deps.db, { instanceId: asking.claimed.instance.id, message, now });
    return fault;
  }
}

/** For people. */
export const leftThere =
  'One that was asked for before is left at the provider, and not tried again: take it back there. What it sends beside the other counts once, or is refused.';

/** Undefined: it is the one that is known to stand, or a provider would remove that one with it. */
async function unknownToAll(deps: SurplusDeps, asking: Asking, made: Standing): Promise<Standing | undefined> {
  const known = await readStanding(deps, asking.claimed.id);
  return known && removesBoth(deps, asking, known, made) ? undefined : made;
}
