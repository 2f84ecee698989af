import { isDeepStrictEqual } from 'node:util';
import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { isTrue, memberOf, word, type ElementDocument } from '../../model/element/element-document.ts';
import type { ImportRemark, Remark } from '../../model/element/import-remark.ts';
import { hubPath, pathShape } from './hub-path.ts';
import { writeElement } from './write-element.ts';

/** What a resource with `tidings` shows for people, and is not read from. */
const shown = ['vendorMethod', 'vendorPath', 'rootKey', 'paginationType', 'nextPageKey', 'parameters'] as const;

/** The reason of the remarks on it. */
const tidingsCounts = 'what the resource says under tidings counts; take that out to use this';

/** The same for what stands above the resources. */
const connectorCounts = 'what tidings.connector says counts; change it there';
const ownRequests = 'resources that have tidings say themselves what they send; only headers are added to it';

/** Whether a remark is on something that has no effect beside `tidings`. */
export const isUnheeded = ({ reason }: ImportRemark): boolean =>
  [tidingsCounts, connectorCounts, ownRequests].includes(reason);

/** Remarks on what somebody changed in a document of ours where only `tidings` counts. */
export function remarkOnUnheeded(document: ElementDocument, connector: Connector, remark: Remark): void {
  const element = writeElement(connector);
  remarkOnElement(document, element, remark);
  const written = new Map((element['resources'] as JsonRecord[]).map((resource) => [shapeOf(resource), resource]));
  for (const [index, resource] of document.resources.entries()) {
    const ours = written.get(shapeOf(resource as JsonRecord));
    if (resource.tidings === undefined || !ours) continue;
    for (const member of shown) {
      if (isDeepStrictEqual(withoutIds((resource as JsonRecord)[member]), withoutIds(ours[member]))) continue;
      remark(`resources[${index}].${member}`, 'ignored', tidingsCounts);
    }
  }
}

function remarkOnElement(document: ElementDocument, element: JsonRecord, remark: Remark): void {
  const { authentication, parameters, resources } = document;
  const ours = (element['authentication'] as JsonRecord)['type'] as string;
  if (authentication && word(authentication.type) !== ours) remark('authentication', 'ignored', connectorCounts);
  const typeOauth = memberOf(document, 'typeOauth') ?? undefined;
  if (typeOauth !== undefined && isTrue(typeOauth) !== element['typeOauth'])
    remark('typeOauth', 'ignored', connectorCounts);
  if (!resources.some(({ tidings }) => tidings !== undefined)) return;
  for (const [index, { vendorType }] of parameters.entries()) {
    if (word(vendorType) !== 'header') remark(`parameters[${index}]`, 'ignored', ownRequests);
  }
}

const shapeOf = ({ path }: JsonRecord): string => pathShape(hubPath(typeof path === 'string' ? path : '') ?? '');

function withoutIds(value: JsonValue | undefined): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (!isRecord(value)) return value ?? null;
  const { id: _, ...rest } = value;
  return rest;
}
