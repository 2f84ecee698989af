import { canonicalJson } from '../../lib/canonical-json.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { firstBuiltId } from '../../model/built-connector.ts';
import { checkSize } from '../../model/element/element-limits.ts';
import { invalidElement, isTrue } from '../../model/element/element-document.ts';
import type { ImportRemark } from '../../model/element/import-remark.ts';
import type { Connector } from '../../model/connector.ts';
import { maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import { Fault } from '../../model/fault.ts';
import { checkConnector } from '../check-connector.ts';
import type { ConnectorIssue } from '../connector-issue.ts';
import { readElement } from '../element/read-element.ts';
import { isUnheeded } from '../element/unheeded-parts.ts';
import { hookPlaces } from '../hook-places.ts';
import { withPartIds } from './element-parts.ts';

/** A document that can be stored: it was read to its end, and what it means can run. */
export interface ElementDraft {
  key: string;
  name: string;
  hub: string;
  /** As lists show and search it: of a long one the beginning. */
  description: string;
  active: boolean;
  element: JsonRecord;
  /** What it means. */
  connector: Connector;
  /** What of it does not run, or not as it is written. */
  remarks: ImportRemark[];
}

/** Throws `connector.invalid` that names every wrong part. */
export function draftElement(body: JsonRecord, stands?: { id: number; key: string }): ElementDraft {
  if (stands) refuseOtherKey(body, stands.key);
  const { remarks: _ours, ...document } = body;
  checkSize(document);
  const named = stands === undefined ? document : { ...document, key: stands.key };
  const numbered = withPartIds(named);
  const { connector, remarks } = readElement({ ...numbered, id: stands?.id ?? firstBuiltId });
  const { key, name, hub, description } = connector;
  if (reservedKeys.includes(key))
    throw invalidElement([
      { path: 'key', message: `found "${key}", which is a path of the API; allowed: another key` },
    ]);
  const issues = [...maskedDefaults(connector), ...checkConnector(connector, key), ...hookFiles(connector)];
  if (issues.length > 0) throw invalidElement(issues);
  const head = { key, name, hub, description: description.slice(0, longestDescription) };
  return { ...head, active: isActive(document), element: { ...numbered, key, name }, connector, remarks };
}

/**
 * The same, for a change of parts. Throws `connector.unaffected` where the parts that changed say nothing, because
 * `tidings` says it: the caller would believe that it works.
 */
export function draftChange(
  before: { id: number; key: string; element: JsonRecord },
  element: JsonRecord,
): ElementDraft {
  const draft = draftElement(element, before);
  if (runs(before.element) === runs(element)) return draft;
  if (!mentionsTidings(draft.element)) return draft;
  if (meaning(before.element, before.id) !== meaning(draft.element, before.id)) return draft;
  const message =
    'The change would do nothing: the member `tidings` of the connector, or of the resource, describes the same and wins. Change `tidings`, or leave it out so that the other members count.';
  throw new Fault('connector.unaffected', message);
}

/** What a viewer was answered in the place of a secret would become the value of every new instance. */
const maskedDefaults = ({ configuration }: Connector) =>
  configuration
    .filter(({ defaultValue }) => defaultValue === maskedValue)
    .map(({ key }) => ({
      path: `configuration.${key}.defaultValue`,
      message: `found "${maskedValue}", which stands for a secret; allowed: the secret itself, or none`,
    }));

/** A connector that is built has no folder beside it. */
const hookFiles = (connector: Connector): ConnectorIssue[] =>
  hookPlaces(connector).flatMap(({ at, hook: { file } }) =>
    file === undefined
      ? []
      : [{ path: `${at}.file`, message: `found ${JSON.stringify(file)}; allowed: the code itself, in body` }],
  );

const longestDescription = 1000;

/** `/elements/keys` is no connector. */
const reservedKeys: readonly string[] = ['keys', 'metadata'];

/** An instance knows its connector by the key. */
function refuseOtherKey(body: JsonRecord, key: string): void {
  const found = body['key'];
  if (found === undefined || found === key) return;
  const message = `found ${JSON.stringify(found)}; allowed: "${key}". A connector keeps its key, and POST …/clone makes one with another`;
  throw invalidElement([{ path: 'key', message }]);
}

/** Whether a document says that new instances may be made; one that says nothing does. */
export const isActive = ({ active }: JsonRecord): boolean => active === undefined || active === null || isTrue(active);

/** What is meant to do something. */
function runs({ authentication, typeOauth, hooks, parameters, resources }: JsonRecord): string {
  const acting = Array.isArray(resources) ? resources.filter(isRecord).map(actingPart) : [];
  return canonicalJson({
    authentication: authentication ?? null,
    typeOauth: typeOauth ?? null,
    hooks: hooks ?? [],
    parameters: parameters ?? [],
    resources: acting,
  });
}

const actingMembers: ReadonlySet<string> = new Set([
  'type',
  'method',
  'path',
  'vendorMethod',
  'vendorPath',
  'parameters',
  'hooks',
  'rootKey',
  'paginationType',
  'nextPageKey',
  'nextResource',
  'primaryKey',
]);

const actingPart = (resource: JsonRecord): JsonRecord =>
  Object.fromEntries(Object.entries(resource).filter(([name]) => actingMembers.has(name)));

/** What runs, and what is told not to run. Undefined for a document that an older server took and that cannot be read any more: any change of it is welcome. */
function meaning(element: JsonRecord, id: number): string | undefined {
  try {
    const { connector, remarks } = readElement({ ...element, id });
    const told = remarks.filter((one) => !isUnheeded(one));
    return canonicalJson(JSON.parse(JSON.stringify({ connector, told })) as JsonValue);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

const mentionsTidings = ({ tidings, resources }: JsonRecord): boolean =>
  tidings !== undefined ||
  (Array.isArray(resources) && resources.some((one) => isRecord(one) && one['tidings'] !== undefined));
