import type { core } from 'zod';
import { isRecord, JsonSyntaxError, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { parseShallowJson } from '../../lib/shallow-json.ts';
import { pollingOverridesSchema, type PollingOverrides } from '../connector-polling.ts';
import { describeValue } from '../findings/describe-value.ts';
import { refuse, type Findings } from '../findings/findings.ts';
import { isUnset } from '../findings/read-setting.ts';
import { schemaIssues, valueAt } from '../findings/schema-issues.ts';

/**
 * What an instance says about a polled resource instead of its connector: an object, or its JSON text. Numbers and
 * booleans may be text, and choices in any case; values that are not set are left out. Undefined when something in it
 * was refused.
 */
export function readPollingOverrides(findings: Findings, path: string, value: unknown): PollingOverrides | undefined {
  if (isUnset(value)) return {};
  const given = typeof value === 'string' ? fromText(value) : value;
  if (!isRecord(given))
    return refuse(findings, path, `found ${describeValue(value)}; allowed: an object such as {"settleSeconds": 300}`);
  const set = withoutUnset(given);
  const first = pollingOverridesSchema.safeParse(set);
  if (first.success) return first.data;
  for (const issue of first.error.issues) correct(set, issue);
  const second = pollingOverridesSchema.safeParse(set);
  if (second.success) return second.data;
  for (const issue of schemaIssues(pollingOverridesSchema, given, second.error))
    refuse(findings, `${path}.${issue.path}`, issue.message);
  return undefined;
}

function fromText(text: string): JsonValue {
  try {
    return parseShallowJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return text;
    throw error;
  }
}

const withoutUnset = (record: JsonRecord): JsonRecord =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) =>
      isUnset(value) ? [] : [[key, isRecord(value) ? withoutUnset(value) : value]],
    ),
  );

/** Puts the value that a text stands for in its place, where the schema asks for another kind of value. */
function correct(set: JsonRecord, issue: core.$ZodIssue): void {
  const text = valueAt(set, issue.path);
  const parent = valueAt(set, issue.path.slice(0, -1));
  const key = issue.path.at(-1);
  if (typeof text !== 'string' || key === undefined || !isRecord(parent)) return;
  const meant = meaningOf(text.trim(), issue);
  if (meant !== undefined) parent[String(key)] = meant;
}

function meaningOf(text: string, issue: core.$ZodIssue): JsonValue | undefined {
  const small = text.toLowerCase();
  if (issue.code === 'invalid_value') return issue.values.map(String).find((value) => value.toLowerCase() === small);
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.expected === 'boolean' && (small === 'true' || small === 'false')) return small === 'true';
  return issue.expected === 'number' && /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
