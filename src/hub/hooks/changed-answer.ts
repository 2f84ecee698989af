import type { EgressResponse } from '../../egress/egress.ts';
import type { JsonValue } from '../../lib/json.ts';
import { mergedHeaders } from './changed-request.ts';
import { notAllowed, type HookResult } from './hook-result.ts';

/** The answer that a preRequest hook gives in place of the provider, at `now`. Without a body: one of no records (204). */
export function ownAnswer(result: HookResult, now: number): EgressResponse {
  const body = result.value('response_body');
  const empty = { status: 204, headers: {}, body: Buffer.alloc(0), durationMs: 0, sentAt: now, receivedAt: now };
  return changedAnswer(body === undefined || body === null ? empty : { ...empty, status: 200 }, result);
}

/** The answer with the changes of a hook. Throws HookResultError for what is no answer. */
export function changedAnswer(response: EgressResponse, result: HookResult): EgressResponse {
  const body = result.value('response_body') ?? result.text('response_body_raw');
  return {
    ...response,
    status: statusOf(result.value('response_status_code')) ?? response.status,
    headers: mergedHeaders(response.headers, result, 'response_headers'),
    body: body === undefined ? response.body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  };
}

function statusOf(value: JsonValue | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  const status = Number(value);
  if (Number.isInteger(status) && status >= 200 && status <= 599) return status;
  throw notAllowed('response_status_code', value, 'a whole number from 200 to 599');
}

/** The error that a hook tells of, as text. */
export function errorOf(result: HookResult): string | undefined {
  const error = result.changed('response_error_message') ?? result.changed('response_error');
  if (error === undefined || error === '') return undefined;
  return typeof error === 'string' ? error : JSON.stringify(error);
}
