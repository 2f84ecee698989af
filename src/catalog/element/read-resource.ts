import type { z } from 'zod';
import type { PollingRules } from '../../model/connector-polling.ts';
import { resourceSchema } from '../../model/connector-resource.ts';
import type { ConnectorResource } from '../../model/connector.ts';
import { issuePath } from '../../model/findings/issue-path.ts';
import { isRecord, type JsonRecord } from '../../lib/json.ts';
import { memberOf, word, type ElementResource } from '../../model/element/element-document.ts';
import { namesIn } from './hub-path.ts';
import { readHooks } from './read-hooks.ts';
import type { ElementPaging } from './element-paging.ts';
import { readPaging } from './read-paging.ts';
import { bodyMember, readRequest, type ElementContext, type ReadRequest, type RequestSource } from './read-request.ts';
import { readWhere } from './read-where.ts';
import { recordsOf, rootKeys } from './root-key.ts';

type ResourceInput = z.input<typeof resourceSchema>;

/** What the poller configuration of the element says of a resource. */
export interface PolledAs {
  idField: string;
  dateFields: readonly string[];
  filter: PollingRules['filter'];
}

export interface ListContext extends ElementContext {
  paging: ElementPaging;
  polledAs: PolledAs | undefined;
  /** Parameters of the path → the resource whose records give their values. */
  parents: Readonly<Record<string, { from: string; field: string }>>;
}

/** A list; undefined, with a remark, when it cannot be run. */
export function readList(source: RequestSource, context: ListContext): ConnectorResource | undefined {
  const { resource, at, path } = source;
  const { remark, polledAs } = context;
  const request = readRequest(source, context);
  const obstacle = obstacleOf(resource, request);
  if (obstacle !== undefined) return remark(at, 'notRun', obstacle);
  const { paging, query, body } = readPaging({ resource, at, request, element: context.paging, remark });
  const dateFields = new Set([...(polledAs?.dateFields ?? []), ...modelDates(resource)]);
  const where = readWhere(request, dateFields, remark);
  const roots = rootKeys(resource.rootKey);
  const orOne = paging.kind === 'none' && !roots.isList && polledAs === undefined;
  const input: ResourceInput = {
    path,
    request: {
      method: request.method as 'GET' | 'POST',
      path: request.path,
      query: { ...request.query, ...query },
      headers: request.headers,
      ...bodyMember(resource, body),
    },
    parameters: { ...pathParameters(path, context), ...configuredParameters(request) },
    records: recordsOf(roots, orOne),
    idField: polledAs?.idField || primaryKey(resource) || 'id',
    paging,
    where: where.where,
    passOn: { ...request.passOn, ...where.passOn, ...orderBy(request, context) },
    hooks: readHooks(resource.hooks ?? [], `${at}.hooks`, remark),
    ...(polledAs && { polling: { filter: polledAs.filter } }),
  };
  return parsed(input, source, context);
}

function parsed(input: ResourceInput, { at }: RequestSource, { remark }: ListContext): ConnectorResource | undefined {
  const result = resourceSchema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => `${issuePath(path)}: ${message}`);
  return remark(at, 'notRun', `it cannot be expressed here: ${issues.join('; ')}`);
}

/** Why a resource that reads cannot be run. */
export function obstacleOf(
  { nextResource, response, method }: ElementResource,
  request: ReadRequest,
): string | undefined {
  const [obstacle] = request.obstacles;
  if (obstacle !== undefined) return obstacle;
  if ((nextResource ?? '').trim() !== '')
    return `its answer goes on to ${nextResource}, and requests are not chained here`;
  if (!['GET', 'POST'].includes(request.method))
    return `${method} is asked of the vendor by ${request.method}; reading is done by GET and POST`;
  if (/^https?:/.test(request.path)) return `it is on another host than base.url: ${request.path}`;
  if (request.isForm) return 'forms are not sent to read';
  const contentType = word(response?.contentType);
  if (contentType !== '' && !contentType.includes('json') && contentType !== '*/*')
    return `answers in ${contentType} are not read, only JSON`;
  return undefined;
}

const pathParameters = (path: string, { parents }: ListContext): ResourceInput['parameters'] =>
  Object.fromEntries(namesIn(path).map((name) => [name, { configuration: [name], ...parents[name] }]));

export const configuredParameters = ({ configured }: ReadRequest): ResourceInput['parameters'] =>
  Object.fromEntries(Object.entries(configured).map(([name, entry]) => [name, { configuration: [entry] }]));

function orderBy({ listing }: ReadRequest, { remark }: ListContext): Record<string, string> {
  const found = listing.get('orderBy');
  if (!found) return {};
  if (found.place.in === 'query') return { orderBy: found.place.name };
  remark(found.at, 'notRun', `an order cannot be asked for in a ${found.place.in}`);
  return {};
}

const modelOf = ({ model }: ElementResource): JsonRecord | undefined => {
  const swagger = model && memberOf(model, 'swagger');
  return isRecord(swagger) ? swagger : undefined;
};

/** Fields of the answer's model that hold dates. */
function modelDates(resource: ElementResource): string[] {
  return Object.values(modelOf(resource) ?? {}).flatMap((schema) => {
    const properties = isRecord(schema) ? schema['properties'] : undefined;
    if (!isRecord(properties)) return [];
    return Object.entries(properties)
      .filter(([, property]) => isRecord(property) && isDateFormat(property['format']))
      .map(([name]) => name);
  });
}

const isDateFormat = (format: unknown): boolean => format === 'date' || format === 'date-time';

/** `x-primary-key` of the model, or `primaryKey` of the resource. */
function primaryKey(resource: ElementResource): string {
  const own = resource.primaryKey?.trim() ?? '';
  if (own !== '') return own;
  for (const schema of Object.values(modelOf(resource) ?? {})) {
    const keys = isRecord(schema) ? schema['x-primary-key'] : undefined;
    const [first] = Array.isArray(keys) ? keys : [keys];
    if (typeof first === 'string' && first !== '') return first;
  }
  return '';
}
