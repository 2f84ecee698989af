import { isConnectionHeader } from '../../model/connection-headers.ts';
import { isTrue, word, type ElementParameter } from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import { valueTemplate } from './value-template.ts';

/** Where something goes in the request to the vendor. */
export interface Place {
  in: 'query' | 'header' | 'path' | 'body' | 'form';
  /** The name of the parameter or header, or the path in the body; empty: the whole body. */
  name: string;
}

/** What the parameters of a resource put into its request. */
export interface RequestParts {
  /** Templates and where they go. */
  values: (Place & { template: string; at: string })[];
  /** Parameters of a hub query that have a meaning of their own. */
  listing: Map<ListingName, { place: Place; converter: string; at: string }>;
  /** Other query parameters, under the vendor's name. */
  passOn: Record<string, string>;
  /** Names in the vendor's path → the configuration entry that holds the value. */
  configured: Map<string, string>;
  /** Names in the vendor's path → the name of the parameter in the hub's. */
  renamed: Map<string, string>;
  /** What the answer gives to the configuration: entry → path. */
  captures: Record<string, string>;
  /** Why the resource cannot be run at all. */
  obstacles: string[];
}

const listingNames = ['where', 'orderBy', 'page', 'pageSize', 'nextPage'] as const;
export type ListingName = (typeof listingNames)[number];

export interface PlacedParameter {
  parameter: ElementParameter;
  /** Where it stands in the document. */
  at: string;
}

export interface ParameterContext {
  /** Names in the path of the hub. */
  pathNames: ReadonlySet<string>;
  /** Names in the path of the vendor. */
  vendorNames: ReadonlySet<string>;
  remark: Remark;
}

/** Sorts the parameters of an element and of a resource of it by what they do. */
export function requestParts(parameters: readonly PlacedParameter[], context: ParameterContext): RequestParts {
  const parts: RequestParts = {
    values: [],
    listing: new Map(),
    passOn: {},
    configured: new Map(),
    renamed: new Map(),
    captures: {},
    obstacles: [],
  };
  for (const placed of parameters) {
    if (word(placed.parameter.source) === 'response') takeFromAnswer(parts, placed, context);
    else takeParameter(parts, placed, context);
  }
  return parts;
}

/** The answer's side has the vendor's names: `{name: "team.id", type: "configuration", vendorName: "id", source: "response"}`. */
function takeFromAnswer(parts: RequestParts, { parameter, at }: PlacedParameter, { remark }: ParameterContext): void {
  const inBody = ['bodyfield', 'body'].includes(word(parameter.vendorType));
  if (word(parameter.type) === 'configuration' && inBody) {
    parts.captures[parameter.name] = vendorNameOf(parameter);
  } else {
    remark(at, 'notRun', 'only fields of the body of an answer are taken, and only into configuration entries');
  }
}

function takeParameter(parts: RequestParts, placed: PlacedParameter, context: ParameterContext): void {
  const { parameter, at } = placed;
  const type = word(parameter.type);
  const place = placeOf(parameter, context);
  if (place === undefined) {
    if (word(parameter.vendorType) !== 'no-op')
      context.remark(at, 'notRun', `nothing is sent as ${parameter.vendorType ?? parameter.type}`);
    return;
  }
  if (place.in === 'header' && isConnectionHeader(place.name)) {
    context.remark(at, 'notRun', `the header ${place.name} belongs to the connection itself and is not set`);
    return;
  }
  const take = Object.hasOwn(takers, type) ? takers[type] : undefined;
  if (take) take(parts, placed, place, context);
  else context.remark(at, 'notRun', `the parameter type ${type} is not known here`);
}

type Taker = (parts: RequestParts, placed: PlacedParameter, place: Place, context: ParameterContext) => void;

const takeNoBody: Taker = (_parts, { at }, _place, { remark }) =>
  remark(at, 'ignored', 'requests that read come without a body');

const takePrevious: Taker = (parts, { at }) =>
  parts.obstacles.push(`it needs the answer of an earlier request (${at})`);

const vendorNameOf = ({ name, vendorName }: ElementParameter): string => vendorName?.trim() || name;

function placeOf(parameter: ElementParameter, { vendorNames }: ParameterContext): Place | undefined {
  const name = vendorNameOf(parameter);
  // Forms are also declared for what stands in the path.
  const isInPath = ['form', 'multipart', ''].includes(word(parameter.vendorType)) && vendorNames.has(name);
  if (isInPath) return { in: 'path', name };
  switch (word(parameter.vendorType) || word(parameter.type)) {
    case 'query':
      return { in: 'query', name };
    case 'header':
      return { in: 'header', name };
    case 'path':
      return { in: 'path', name };
    case 'bodyfield':
      return { in: 'body', name };
    case 'body':
      return { in: 'body', name: '' };
    case 'form':
    case 'multipart':
      return { in: 'form', name };
    default:
      return undefined;
  }
}

function takeConstant(
  parts: RequestParts,
  { parameter, at }: PlacedParameter,
  place: Place,
  { pathNames, remark }: ParameterContext,
): void {
  const isWholeBody = place.in === 'body' && place.name === '';
  const read = isWholeBody ? { template: parameter.name } : valueTemplate(parameter.name, pathNames);
  if ('unknown' in read) {
    return remark(at, 'notRun', `left out: ${JSON.stringify(read.unknown)} stands for nothing here`);
  }
  if (place.in !== 'path') {
    parts.values.push({ ...place, template: read.template, at });
    return;
  }
  const [, key] = /^\{([^{}]+)\?\}$/.exec(read.template) ?? [];
  if (key !== undefined) parts.configured.set(place.name, key);
  else if (read.template.includes('?}')) parts.obstacles.push(`a part of its path is made from several values (${at})`);
  else parts.values.push({ ...place, template: read.template, at });
}

function takeConfigured(parts: RequestParts, { parameter, at }: PlacedParameter, place: Place): void {
  if (place.in === 'path') parts.configured.set(place.name, parameter.name);
  else parts.values.push({ ...place, template: `{${parameter.name}${isTrue(parameter.required) ? '' : '?'}}`, at });
}

function takePathValue(
  parts: RequestParts,
  { parameter, at }: PlacedParameter,
  place: Place,
  { pathNames, remark }: ParameterContext,
): void {
  const { name } = parameter;
  if (!pathNames.has(name)) {
    if (place.in === 'path') parts.configured.set(place.name, name);
    else remark(at, 'notRun', `the path of the hub has no {${name}}`);
  } else if (place.in === 'path') {
    parts.renamed.set(place.name, name);
  } else {
    parts.values.push({ ...place, template: `{${name}}`, at });
  }
}

function takeQueryValue(
  parts: RequestParts,
  { parameter, at }: PlacedParameter,
  place: Place,
  { remark }: ParameterContext,
): void {
  const { name } = parameter;
  const listed = listingNames.find((known) => known.toLowerCase() === name.toLowerCase());
  if (listed !== undefined) {
    parts.listing.set(listed, { place, converter: converterOf(parameter), at });
  } else if (place.in === 'query') {
    if (place.name !== name) parts.passOn[name] = place.name;
  } else if (place.in === 'path') {
    parts.configured.set(place.name, name);
    remark(at, 'changed', `the value comes from the configuration entry ${name}, not from the query`);
  } else {
    parts.values.push({ ...place, template: `{${name}?}`, at });
    remark(at, 'changed', `the value comes from the configuration entry ${name}, not from the query`);
  }
}

/** The builder writes `converter:toQueryParameters` as the vendor's name. */
const converterOf = ({ converter, vendorName }: ElementParameter): string =>
  converter?.trim() || (/^converter:\s*(\w+)/.exec(vendorName ?? '')?.[1] ?? '');

/** By the type of the parameter: where its value comes from. */
const takers: Readonly<Partial<Record<string, Taker>>> = {
  value: takeConstant,
  customvalue: takeConstant,
  configuration: takeConfigured,
  path: takePathValue,
  query: takeQueryValue,
  '': takeQueryValue,
  form: (parts, placed, place, context) =>
    (place.in === 'path' ? takePathValue : takeNoBody)(parts, placed, place, context),
  multipart: (parts, placed, place, context) =>
    (place.in === 'path' ? takePathValue : takeNoBody)(parts, placed, place, context),
  body: takeNoBody,
  bodyfield: takeNoBody,
  header: (_parts, { at }, _place, { remark }) =>
    remark(at, 'notRun', 'headers of a request to the hub are not passed on'),
  prevbody: takePrevious,
  prevbodyfield: takePrevious,
};
