import type { EgressResponse } from '../egress/egress.ts';
import { jsonOrNothing, type JsonValue } from '../lib/json.ts';

/** What rate limits are told by. */
export interface AnswerFacts {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  text: () => string;
  /** Undefined where the body is not JSON. */
  json: () => JsonValue | undefined;
}

/** The body is read when a rule asks for it, and parsed once. */
export function answerFacts({ status, headers, body }: EgressResponse): AnswerFacts {
  const text = () => body.toString('utf8');
  let parsed: { value: JsonValue | undefined } | undefined;
  return { status, headers, text, json: () => (parsed ??= { value: jsonOrNothing(text()) }).value };
}
