import type { z } from 'zod';
import { resourceSchema } from '../../model/connector-resource.ts';
import type { ConnectorResource } from '../../model/connector.ts';
import { memberOf, type ElementResource } from '../../model/element/element-document.ts';
import { schemaIssues } from '../../model/findings/schema-issues.ts';
import { isRecord, type JsonRecord } from '../../lib/json.ts';
import type { ElementContext, RequestSource } from './read-request.ts';
import { readHooks } from './read-hooks.ts';

export interface NativeResource {
  name: string | undefined;
  resource: ConnectorResource | undefined;
  one: ConnectorResource['one'];
}

/** Name of the list of which a resource in our own form reads one record. */
export function oneOf({ tidings }: ElementResource): string | undefined {
  const name = tidings && memberOf(tidings, 'oneOf');
  return typeof name === 'string' ? name : undefined;
}

/**
 * A resource that says in our own form (`tidings`) how it is read; undefined: it does not. What is wrong with it is
 * remarked on. The element's form says the path and the hooks.
 */
export function nativeResource(
  source: RequestSource,
  { remark }: ElementContext,
): NativeResource | 'invalid' | undefined {
  const { resource, at, path } = source;
  if (resource.tidings === undefined) return undefined;
  const { name, oneOf: listName, one, ...rest } = resource.tidings as JsonRecord;
  const hooks = readHooks(resource.hooks ?? [], `${at}.hooks`, remark);
  const isList = listName === undefined;
  const schema = isList ? resourceSchema : oneSchema;
  const given = isList ? { ...rest, path, hooks } : { ...recordOf(one), ...(hasHooks(resource) && { hooks }) };
  const parsed = schema.safeParse(given);
  if (parsed.success) {
    return {
      name: typeof name === 'string' && name !== '' ? name : undefined,
      resource: isList ? (parsed.data as ConnectorResource) : undefined,
      one: isList ? undefined : (parsed.data as ConnectorResource['one']),
    };
  }
  const issues = schemaIssues(schema, given, parsed.error).map((issue) => `${issue.path}: ${issue.message}`);
  remark(`${at}.tidings`, 'notRun', issues.join('; '));
  return 'invalid';
}

const recordOf = (value: unknown): JsonRecord => (isRecord(value) ? value : {});
const hasHooks = ({ hooks }: ElementResource): boolean => (hooks?.length ?? 0) > 0;

const oneSchema: z.ZodType<NonNullable<ConnectorResource['one']>> = resourceSchema.shape.one.unwrap();
