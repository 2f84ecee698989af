import { check, renew } from '../../provision/webhooks/ask-provider.ts';
import type { AskDeps } from '../../provision/webhooks/send-registration-step.ts';
import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import type { Db } from '../../store/database.ts';
import { claimRegistrations } from '../../store/registrations-claim.ts';
import type { Sealer } from '../../lib/sealer.ts';

/** After any step that is due by itself. */
const later = Number.MAX_SAFE_INTEGER;

interface Taking extends AskDeps {
  db: Db;
  sealer: Sealer;
}

/** Takes the steps that renew the registrations of an instance and look after them. Answers what went wrong. */
export async function laterRegistrationSteps(
  deps: Taking,
  { connector, instanceId }: { connector: Connector; instanceId: number },
): Promise<string[]> {
  const claimed = await claimRegistrations(deps, { now: later, leaseUntil: 0, limit: 100, instanceId });
  const faults: string[] = [];
  for (const one of claimed) {
    const declared = connector.webhooks?.registrations[one.name];
    if (!declared) continue;
    const asking = { connector, declared, claimed: one };
    try {
      if (declared.renew?.step) await renew(deps, asking, declared.renew.step);
      if (declared.check && (await check(deps, asking, declared.check)).kind === 'gone')
        faults.push(`webhooks.registrations.${one.name}.check: what stands is taken for gone`);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push(error.message);
    }
  }
  return faults;
}
