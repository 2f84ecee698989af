import type { ConnectorResource } from '../../model/connector.ts';
import { resourceSchema } from '../../model/connector-resource.ts';
import { readHooks } from './read-hooks.ts';
import { configuredParameters, obstacleOf } from './read-resource.ts';
import { bodyMember, readRequest, type ElementContext, type RequestSource } from './read-request.ts';
import { rootKeys } from './root-key.ts';

/**
 * Adds the request for one record to its list. `idName` is the parameter that the path has beyond that of the list.
 * Undefined, with a remark, when it cannot be run.
 */
export function withOne(
  list: ConnectorResource,
  source: RequestSource,
  idName: string,
  context: ElementContext,
): ConnectorResource | undefined {
  const { resource, at } = source;
  const request = readRequest(source, context);
  const obstacle = obstacleOf(resource, request);
  if (obstacle !== undefined) return context.remark(at, 'notRun', obstacle);
  const named = <Value>(value: Value): Value =>
    JSON.parse(JSON.stringify(value).replaceAll(`{${idName}}`, '{id}')) as Value;
  const parsed = resourceSchema.safeParse({
    ...list,
    parameters: { ...configuredParameters(request), ...list.parameters },
    one: {
      request: named({
        method: request.method,
        path: request.path,
        query: request.query,
        headers: request.headers,
        ...bodyMember(resource, request.body),
      }),
      record: rootKeys(resource.rootKey).response,
      hooks: readHooks(resource.hooks ?? [], `${at}.hooks`, context.remark),
    },
  });
  if (parsed.success) return parsed.data;
  return context.remark(at, 'notRun', 'its request cannot be expressed here');
}
