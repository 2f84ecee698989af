import { readBuilt } from '../../catalog/build/read-built.ts';
import type { ElementDraft } from '../../catalog/build/draft-element.ts';
import { elementLimits } from '../../model/element/element-limits.ts';
import { Fault } from '../../model/fault.ts';
import type { Caller } from '../../store/find-user.ts';
import { insertConnector } from '../../store/insert-connector.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { ElementDeps, ExistingElement } from './existing-element.ts';

/** Writes a connector of the caller's organisation. Throws `connector.exists`, `connector.in_use` and `connector.too_many`. */
export async function makeElement(
  { db, catalog, clock, log }: ElementDeps & Pick<ApiDeps, 'log'>,
  { organizationId, accountId, userId }: Caller,
  { remarks: _remarks, connector: _connector, ...draft }: ElementDraft,
): Promise<ExistingElement> {
  const { key, active, element } = draft;
  const { connectors: most } = elementLimits;
  const made = { organizationId, accountId, userId, ...draft, now: clock.now(), most };
  const insertion = await insertConnector(db, made);
  switch (insertion.outcome) {
    case 'exists':
      throw new Fault(
        'connector.exists',
        `There is a connector ${key} already. Change it with PUT /elements/${key}, or give this one another key.`,
      );
    case 'hidesUsed':
      throw new Fault(
        'connector.in_use',
        `${insertion.instances} instances use the connector ${key} that comes with the server, and would use this one instead. Give it another key, or delete them first.`,
      );
    case 'tooMany':
      throw new Fault(
        'connector.too_many',
        `The organisation has ${most} connectors of its own, and may not have more. Delete one that is not used.`,
      );
    case 'made': {
      catalog.forget(organizationId);
      log.info({ connector: key, connectorId: insertion.id }, 'connector made');
      return { id: insertion.id, active, element, version: 1, ...readBuilt({ id: insertion.id, key, element }) };
    }
  }
}
