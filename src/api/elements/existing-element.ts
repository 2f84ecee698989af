import type { FastifyRequest } from 'fastify';
import { isActive, type ElementDraft } from '../../catalog/build/draft-element.ts';
import { withPartIds } from '../../catalog/build/element-parts.ts';
import { readBuilt } from '../../catalog/build/read-built.ts';
import { writeElement } from '../../catalog/element/write-element.ts';
import type { JsonRecord } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { ImportRemark } from '../../model/element/import-remark.ts';
import { Fault } from '../../model/fault.ts';
import { changeConnector, type ConnectorEdit } from '../../store/change-connector.ts';
import { findConnector } from '../../store/find-connector.ts';
import type { StoredConnector } from '../../store/stored-connector.ts';
import type { ApiDeps } from '../api-deps.ts';
import { draftUnmasked, seenBy, withoutSecretDefaults } from './secret-defaults.ts';
import { connectorOf } from '../target-instance.ts';

/** A connector that an organisation can use, with the document that describes it. */
export interface ExistingElement {
  id: number;
  active: boolean;
  element: JsonRecord;
  connector: Connector;
  remarks: ImportRemark[];
  /** Undefined: it comes with the server and does not change. */
  version: number | undefined;
}

export type ElementDeps = Pick<ApiDeps, 'db' | 'catalog' | 'clock'>;

/** As the caller may see it. Throws `connector.not_found`. */
export const existingElement = async (deps: ElementDeps, request: FastifyRequest): Promise<ExistingElement> =>
  seenBy(request.identity, await wholeElement(deps, request));

/** With its secrets, for work that shows none of them. Throws `connector.not_found`. */
export async function wholeElement({ db, catalog }: ElementDeps, request: FastifyRequest): Promise<ExistingElement> {
  const { organizationId } = request.identity.caller;
  const named = keyOf(request);
  const built = await findConnector(db, { organizationId, keyOrId: named });
  if (built) return toExisting(built);
  const connector = await connectorOf(catalog, organizationId, named);
  const element = withPartIds(writeElement(connector));
  return { id: connector.id, active: true, element, connector, remarks: [], version: undefined };
}

/**
 * Changes a connector that the organisation has built, from the version that If-Match names. The whole result is read
 * before it is written. Throws `access.denied`, `connector.shipped`, `connector.not_found`, `connector.changed` and what `edit` throws.
 */
export async function changeElement(
  { db, catalog, clock }: ElementDeps,
  request: FastifyRequest,
  edit: (before: StoredConnector) => ConnectorEdit,
): Promise<ExistingElement> {
  const { organizationId, userId, role } = request.identity.caller;
  const named = keyOf(request);
  const changed = await changeConnector(db, {
    organizationId,
    keyOrId: named,
    version: expectedVersion(request),
    now: clock.now(),
    byUser: role === 'admin' ? undefined : userId,
    change: edit,
  });
  if (changed === 'changed') throw versionFault(named);
  if (changed === 'usedByOthers') throw usedByOthers(named);
  if (changed === undefined) throw await notBuilt({ catalog }, organizationId, named);
  catalog.forget(organizationId);
  return seenBy(request.identity, toExisting(changed));
}

/**
 * An edit of the document alone. It is made on what a browser may see, so that it cannot carry a secret to a place where it is
 * none.
 */
export const changeDocument = (
  deps: ElementDeps,
  request: FastifyRequest,
  edit: (element: JsonRecord) => JsonRecord,
): Promise<ExistingElement> =>
  changeElement(deps, request, (before) => {
    const after = edit(maskedElement(before));
    return toEdit(draftUnmasked(before, after), before.active);
  });

/** One that an older server took and that cannot be read any more is shown to nobody. */
function maskedElement(stored: StoredConnector): JsonRecord {
  try {
    return withoutSecretDefaults(toExisting(stored)).element;
  } catch (error) {
    if (error instanceof Fault) return stored.element;
    throw error;
  }
}

/** The document stays as it was sent where it says the same. */
export const toEdit = ({ name, hub, description, element }: ElementDraft, active: boolean): ConnectorEdit => ({
  name,
  hub,
  description,
  active,
  element: isActive(element) === active ? element : { ...element, active },
});

/** The fault for a connector that the organisation has not built: it is another's, or not there at all. */
export async function notBuilt(
  { catalog }: Pick<ElementDeps, 'catalog'>,
  organizationId: number,
  named: string,
): Promise<Fault> {
  const { name } = await connectorOf(catalog, organizationId, named);
  const message = `${name} comes with the server and cannot be changed. POST /elements/${named}/clone makes a connector of your own from it.`;
  return new Fault('connector.shipped', message);
}

export const versionFault = (named: string): Fault =>
  new Fault('connector.changed', `Connector ${named} was changed by another request; read it and try again.`);

/** The version that the request was made from; undefined: it does not say. */
export function expectedVersion({ headers }: FastifyRequest): number | undefined {
  const given = headers['if-match'];
  if (given === undefined || given === '*') return undefined;
  const match = /^(?:W\/)?"(\d{1,15})"$/.exec(given);
  if (match) return Number(match[1]);
  const message = `If-Match: found ${JSON.stringify(given)}; allowed: the ETag of an answer, such as "3", or *.`;
  throw new Fault('request.malformed', message);
}

const usedByOthers = (named: string): Fault =>
  new Fault(
    'access.denied',
    `Instances of other users use connector ${named}. Only admins may change it, as a change could reach their credentials.`,
  );

export const keyOf = ({ params }: FastifyRequest): string => (params as { keyOrId: string }).keyOrId;

function toExisting(stored: StoredConnector): ExistingElement {
  const { connector, remarks } = readBuilt(stored);
  const { id, active, element, version } = stored;
  return { id, active, element, connector, remarks, version };
}
