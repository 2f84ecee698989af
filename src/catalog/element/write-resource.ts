import type { JsonRecord } from '../../lib/json.ts';
import type { RequestTemplate } from '../../model/connector-template.ts';
import type { ConnectorResource } from '../../model/connector.ts';
import { asJson } from './as-json.ts';
import { namesIn } from './hub-path.ts';
import { writeHooks } from './write-hooks.ts';

interface Named {
  hub: string;
  name: string;
  resource: ConnectorResource;
}

/** A resource as an element has it, and one more for the request by id where there is one. */
export function writeResource({ hub, name, resource }: Named, counter: () => number): JsonRecord[] {
  const { path, hooks, one, ...rest } = resource;
  const { hooks: hooksOfOne, ...oneRest } = one ?? {};
  const list: JsonRecord = {
    id: counter(),
    type: 'api',
    description: `Records of ${path.slice(1)}`,
    method: 'GET',
    path: `/hubs/${hub}${path}`,
    ...vendorPart(resource.request),
    rootKey: rootOf(resource),
    paginationType: resource.paging.kind === 'none' ? 'VENDOR_NOT_SUPPORTED' : 'VENDOR_SUPPORTED',
    ...nextPageKey(resource),
    parameters: [...pathParameters(path, counter), ...listParameters(resource, counter)],
    hooks: writeHooks(hooks, counter),
    response: { contentType: 'application/json' },
    tidings: { name, ...asJson(rest) },
  };
  if (!one) return [list];
  const onePath = `${path}/{id}`;
  return [
    list,
    {
      id: counter(),
      type: 'api',
      description: `One record of ${path.slice(1)}`,
      method: 'GET',
      path: `/hubs/${hub}${onePath}`,
      ...vendorPart(one.request),
      rootKey: one.record,
      parameters: pathParameters(onePath, counter),
      hooks: hooksOfOne ? writeHooks(hooksOfOne, counter) : [],
      response: { contentType: 'application/json' },
      tidings: { oneOf: name, one: asJson(oneRest) },
    },
  ];
}

const vendorPart = ({ method, path }: RequestTemplate) => ({ vendorMethod: method, vendorPath: path });

const rootOf = ({ records }: ConnectorResource): string => {
  if ('list' in records) return records.list;
  return 'keyed' in records ? records.keyed : records.rows;
};

function nextPageKey({ paging }: ConnectorResource): { nextPageKey?: string } {
  if (paging.kind === 'cursor') {
    const key = paging.cursor ?? (paging.cursorHeader === undefined ? undefined : `header.${paging.cursorHeader}`);
    return key === undefined ? {} : { nextPageKey: key };
  }
  return paging.kind === 'nextLink' && paging.link !== undefined ? { nextPageKey: paging.link } : {};
}

const pathParameters = (path: string, counter: () => number): JsonRecord[] =>
  namesIn(path).map((name) =>
    parameter(counter, { name, type: 'path', vendorName: name, vendorType: 'path', required: true }),
  );

/** What a list takes beside its path, with the names that the vendor has for it as far as they are known. */
function listParameters({ paging, request }: ConnectorResource, counter: () => number): JsonRecord[] {
  const names = paging as { offset?: string; limit?: string; page?: string; pageSize?: string; parameter?: string };
  const query = (name: string, vendorName: string) =>
    parameter(counter, { name, type: 'query', vendorName, vendorType: 'query', required: false });
  const constants = Object.entries(request.query).map(([vendorName, value]) =>
    parameter(counter, { name: value, type: 'value', vendorName, vendorType: 'query', required: false }),
  );
  return [
    query('where', 'where'),
    ...(paging.kind === 'none'
      ? []
      : [
          query('page', names.page ?? names.offset ?? names.parameter ?? 'page'),
          query('pageSize', names.pageSize ?? names.limit ?? 'pageSize'),
        ]),
    ...constants,
  ];
}

const parameter = (counter: () => number, rest: JsonRecord): JsonRecord => ({
  id: counter(),
  source: 'request',
  dataType: 'string',
  vendorDataType: 'string',
  ...rest,
});
