import type { EgressResponse } from '../egress/egress.ts';
import { JsonSyntaxError, jsonOrNothing, parseJson, type JsonRecord, type JsonValue } from '../lib/json.ts';
import { Fault } from '../model/fault.ts';
import { answerSays } from './answer-says.ts';
import { place, refusal, type ProviderCall } from './call-provider.ts';
import { deriveFields } from './derive-fields.ts';
import { extractRecords } from './extract-records.ts';
import type { PagePosition } from './page-position.ts';
import type { ProviderAccount } from './provider-account.ts';
import type { QueryPlan } from './query-plan.ts';

export interface Answer {
  rows: JsonRecord[];
  /** The body; null where there is none. */
  answer: JsonValue;
}

/**
 * The rows of an answer. Faults: `provider.cursor_expired`, `provider.refused` where the body tells of an error, and
 * `provider.malformed` where it is not what the connector declares.
 */
export function readAnswer(
  account: ProviderAccount,
  plan: QueryPlan,
  { call, response }: { call: ProviderCall; response: EgressResponse },
  position: PagePosition | undefined,
): Answer {
  const where = place(account, call);
  const { status, body } = response;
  switch (meaningOf(plan, response, position)) {
    case 'expired':
      throw new Fault('provider.cursor_expired', `${where} answered ${status}: the cursor has expired`);
    case 'refused':
      throw refusal(account, call, response);
    case 'nothing':
      return { rows: [], answer: null };
    case 'cursor':
      return { rows: [], answer: parseAnswer(body, where) };
    case 'records': {
      const answer = parseAnswer(body, where);
      const success = plan.resource.successWhen ?? plan.connector.successWhen;
      if (success && !answerSays(success, answer)) throw refusal(account, call, response);
      const { records, derivedFields } = plan.resource;
      const rows = extractRecords(records, answer, where).map((record) => deriveFields(derivedFields, record));
      return { rows, answer };
    }
  }
}

type Meaning = 'records' | 'cursor' | 'nothing' | 'expired' | 'refused';

function meaningOf(plan: QueryPlan, response: EgressResponse, position: PagePosition | undefined): Meaning {
  const special = position === undefined ? ofFirst(plan, response) : ofLater(plan, response);
  if (special) return special;
  const { status } = response;
  if (status === 204 || status === 304) return 'nothing';
  return status < 300 ? 'records' : 'refused';
}

/** What only the answer to a request without a cursor can mean. */
const ofFirst = ({ paging }: QueryPlan, { status }: EgressResponse): Meaning | undefined =>
  paging.kind === 'feed' && paging.cursorStatuses.includes(status) ? 'cursor' : undefined;

/** What only the answer to a request that goes on can mean. */
function ofLater(plan: QueryPlan, response: EgressResponse): Meaning | undefined {
  if (isExpired(plan, response)) return 'expired';
  const { paging } = plan;
  return 'endStatuses' in paging && paging.endStatuses.includes(response.status) ? 'nothing' : undefined;
}

function isExpired({ paging }: QueryPlan, { status, body }: EgressResponse): boolean {
  if (!('expired' in paging)) return false;
  const signs = paging.expired.filter((sign) => sign.status === status);
  if (signs.length === 0) return false;
  const answer = jsonOrNothing(body.toString('utf8')) ?? null;
  return signs.some((sign) => sign.body === undefined || answerSays(sign.body, answer));
}

/** An empty 200 is a fault: "no content" has a status of its own. */
function parseAnswer(body: Buffer, where: string): JsonValue {
  try {
    return parseJson(body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new Fault('provider.malformed', `${where}: expected JSON, found ${error.message}`, { cause: error });
  }
}
