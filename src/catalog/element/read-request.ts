import { isRecord, jsonOrNothing, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { word, type ElementResource } from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import { namesIn } from './hub-path.ts';
import { requestParts, type PlacedParameter, type RequestParts } from './request-parts.ts';
import { rootKeys } from './root-key.ts';
import { valueTemplate } from './value-template.ts';

export interface RequestSource {
  resource: ElementResource;
  /** Where it stands in the document. */
  at: string;
  /** Its path in the hub. */
  path: string;
}

export interface ElementContext {
  /** Parameters of the element, which all requests have. */
  common: readonly PlacedParameter[];
  /** Default of `base.url`, without a slash at its end. */
  baseUrl: string;
  remark: Remark;
}

/** The request of a resource, as far as its parameters say. */
export interface ReadRequest extends Pick<RequestParts, 'listing' | 'passOn' | 'captures' | 'obstacles'> {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** Without the root that `bodyMember` puts around it. */
  body: JsonRecord | undefined;
  isForm: boolean;
  /** Names in the path that are no parameters of the hub's path → the configuration entry that holds the value. */
  configured: Record<string, string>;
}

/** Headers that the element's own parameters set are left to the connector. */
export function readRequest(source: RequestSource, context: ElementContext): ReadRequest {
  const { resource, at } = source;
  const { path: vendorPath, query: constants } = vendorPathOf(source, context);
  const own = resource.parameters ?? [];
  const parts = requestParts(
    [
      ...context.common.filter(({ parameter }) => word(parameter.vendorType) !== 'header'),
      ...own.map((parameter, index) => ({ parameter, at: `${at}.parameters[${index}]` })),
    ],
    {
      pathNames: new Set(namesIn(source.path)),
      vendorNames: new Set(namesIn(vendorPath)),
      remark: context.remark,
    },
  );
  const query = { ...queryConstants(constants, source, context), ...placed(parts, 'query') };
  return {
    method: (resource.vendorMethod?.trim() || resource.method).toUpperCase().replace('GETBYID', 'GET'),
    ...readPath(vendorPath, source, parts),
    query,
    headers: placed(parts, 'header'),
    ...bodyOf(parts),
    listing: parts.listing,
    passOn: parts.passOn,
    captures: parts.captures,
    obstacles: parts.obstacles,
  };
}

/** The path of the vendor and the query that some write behind it. Empty: the path of the hub. */
function vendorPathOf({ resource, path }: RequestSource, { baseUrl }: ElementContext): { path: string; query: string } {
  const given = resource.vendorPath?.trim() || path;
  const own = baseUrl !== '' && given.startsWith(`${baseUrl}/`) ? given.slice(baseUrl.length) : given;
  const mark = own.indexOf('?');
  const bare = mark < 0 ? own : own.slice(0, mark);
  const rooted = bare.startsWith('/') || /^https?:\/\//.test(bare) ? bare : `/${bare}`;
  return { path: rooted, query: mark < 0 ? '' : own.slice(mark + 1) };
}

function queryConstants(text: string, { at, path }: RequestSource, { remark }: ElementContext): Record<string, string> {
  const known = new Set(namesIn(path));
  const entries = [...new URLSearchParams(text)].flatMap(([name, value]) => {
    const read = valueTemplate(value, known);
    if ('template' in read) return name === '' ? [] : [[name, read.template] as const];
    remark(`${at}.vendorPath`, 'notRun', `left out: ${JSON.stringify(read.unknown)} stands for nothing here`);
    return [];
  });
  return Object.fromEntries(entries);
}

function readPath(
  vendorPath: string,
  { path }: RequestSource,
  { values, configured, renamed }: RequestParts,
): Pick<ReadRequest, 'path' | 'configured'> {
  const constants = new Map(values.filter(({ in: place }) => place === 'path').map((one) => [one.name, one.template]));
  const inHub = new Set(namesIn(path));
  const entries: Record<string, string> = {};
  const filled = vendorPath.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const constant = constants.get(name);
    if (constant !== undefined) return constant;
    const hubName = renamed.get(name);
    if (hubName !== undefined) return `{${hubName}}`;
    const entry = configured.get(name);
    if (entry === undefined && inHub.has(name)) return whole;
    // The name of the vendor may be that of another parameter of the hub's path.
    const own = inHub.has(name) ? (entry ?? name) : name;
    entries[own] = entry ?? name;
    return `{${own}}`;
  });
  return { path: filled, configured: entries };
}

const placed = ({ values }: RequestParts, place: 'query' | 'header'): Record<string, string> =>
  Object.fromEntries(values.filter((one) => one.in === place).map(({ name, template }) => [name, template]));

function bodyOf({ values }: RequestParts): Pick<ReadRequest, 'body' | 'isForm'> {
  const fields = values.filter((one) => one.in === 'body' || one.in === 'form');
  const isForm = fields.some((one) => one.in === 'form');
  if (fields.length === 0) return { body: undefined, isForm };
  const body: JsonRecord = {};
  for (const { name, template } of fields) {
    if (name === '') Object.assign(body, jsonObject(template));
    else setAt(body, name.split('.'), template);
  }
  return { body, isForm };
}

function jsonObject(text: string): JsonRecord {
  const value = jsonOrNothing(text);
  return isRecord(value) ? value : {};
}

/** Puts a value at its path; what is missing on the way is made. */
export function setAt(target: JsonRecord, [step = '', ...rest]: readonly string[], value: JsonValue): void {
  const inner = Object.hasOwn(target, step) ? target[step] : undefined;
  const next = isRecord(inner) ? inner : {};
  if (rest.length > 0) setAt(next, rest, value);
  Object.defineProperty(target, step, {
    value: rest.length > 0 ? next : value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/** The body of a request within the root that the resource names for it. */
export function bodyMember({ rootKey }: ElementResource, body: JsonRecord | undefined): { body?: JsonRecord } {
  if (!body) return {};
  const { request } = rootKeys(rootKey);
  const path = request === '' ? [] : request.split('.');
  return { body: path.reduceRight<JsonRecord>((inside, step) => ({ [step]: inside }), body) };
}
