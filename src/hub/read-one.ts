import { readPath } from '../lib/field-path.ts';
import { isRecord, JsonSyntaxError, parseJson, type JsonRecord, type JsonValue } from '../lib/json.ts';
import type { RequestTemplate } from '../model/connector-template.ts';
import { Fault } from '../model/fault.ts';
import { answerSays } from './answer-says.ts';
import { place, refusal, withQuery, type HubDependencies, type ProviderCall } from './call-provider.ts';
import { deriveFields } from './derive-fields.ts';
import { fillBody, fillParameters } from './fill-template.ts';
import { callResource } from './hooks/call-resource.ts';
import { fillHeaders, fillPath } from './plan-query.ts';
import type { ProviderAccount } from './provider-account.ts';
import type { QueryPlan } from './query-plan.ts';

/**
 * The record with this id, read by the request that the resource of the plan declares for it (`one`, which must be
 * there); undefined where the vendor has none. `passedOn` are query parameters that are sent as well. Faults: those of
 * callProvider, and `provider.malformed`.
 */
export async function readOne(
  dependencies: HubDependencies,
  account: ProviderAccount,
  plan: QueryPlan,
  wanted: { id: string; passedOn?: Readonly<Record<string, string>> },
): Promise<JsonRecord | undefined> {
  const { one, derivedFields, successWhen = plan.connector.successWhen } = plan.resource;
  if (!one) throw new Fault('query.unsupported', `${plan.resource.path}: the connector reads no single records`);
  const call = callOfOne(account, plan, { passedOn: {}, ...wanted, ...one });
  const hooks = one.hooks ?? plan.resource.hooks;
  const response = await callResource(dependencies, account, { ...plan, resource: { ...plan.resource, hooks } }, call);
  const { status, body } = response;
  if (one.missingStatuses.includes(status) || status === 204) return undefined;
  const where = place(account, call);
  const answer = parsed(body.toString('utf8'), where);
  if (successWhen && !answerSays(successWhen, answer)) throw refusal(account, call, response);
  const record = readPath(answer, one.record) ?? null;
  if (record === null) return undefined;
  if (isRecord(record)) return deriveFields(derivedFields, record);
  const at = one.record === '' ? 'the top' : `"${one.record}"`;
  throw new Fault('provider.malformed', `${where}: expected a record at ${at}, found ${kindOf(record)}`);
}

const kindOf = (value: JsonValue): string =>
  Array.isArray(value) ? `an array of ${value.length}` : JSON.stringify(value).slice(0, 60);

interface OneRequest {
  request: RequestTemplate;
  missingStatuses: readonly number[];
  id: string;
  passedOn: Readonly<Record<string, string>>;
}

function callOfOne(
  { configuration }: ProviderAccount,
  { connector, resource, baseUrl, parameters }: QueryPlan,
  { request, missingStatuses, id, passedOn }: OneRequest,
): ProviderCall {
  const values = { ...configuration, ...parameters, id };
  const query = fillParameters(Object.entries(request.query), values, 'query');
  const body = request.body && fillBody(request.body, values);
  const headers = fillHeaders({ ...connector.headers, ...resource.request.headers, ...request.headers }, values);
  const url = fillPath(`${baseUrl}${request.path}`, { ...parameters, id });
  return {
    method: request.method,
    url: withQuery(url, [...Object.entries(passedOn), ...query]),
    headers: body ? { 'content-type': 'application/json', ...headers } : headers,
    ...(body && { body: JSON.stringify(body) }),
    expectedStatuses: missingStatuses,
  };
}

function parsed(text: string, where: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new Fault('provider.malformed', `${where}: expected JSON, found ${error.message}`, { cause: error });
  }
}
