import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { isRecord } from '../lib/json.ts';
import { Fault, type Issue } from '../model/fault.ts';
import { describeValue } from '../model/findings/describe-value.ts';
import { suggestion } from '../model/findings/nearest-key.ts';

const partNames: Readonly<Record<string, string>> = {
  body: 'body',
  params: 'path',
  querystring: 'query',
  headers: 'headers',
};

/** Checks a part of a request against its zod schema. Every issue says where, what was found and what is allowed. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart = 'body' }) =>
  (received: unknown) => {
    // Fastify's word for a request without a body.
    const value = received === null ? undefined : received;
    const text = unstorable(value, '');
    if (text) return { error: malformed(httpPart, [text]) };
    const result = schema.safeParse(value);
    if (result.success) return { value: result.data };
    return {
      error: malformed(
        httpPart,
        result.error.issues.flatMap((issue) => toIssues(issue, value, schema)),
      ),
    };
  };

function malformed(httpPart: string, issues: Issue[]): Fault {
  const part = partNames[httpPart] ?? httpPart;
  const told = issues.map(({ path, message }) => `${path === '' ? `the ${part}` : path}: ${message}`);
  return new Fault('request.malformed', `The ${part} of the request is not as it must be. ${told.join(' ')}`, {
    issues,
  });
}

/** What was found is read from the request itself: the schema may have converted it. */
function toIssues(issue: z.core.$ZodIssue, value: unknown, schema: z.ZodType): Issue[] {
  if (issue.code === 'unrecognized_keys') {
    const members = membersAt(schema, issue.path);
    return issue.keys.map((key) => ({
      path: [...issue.path, key].map(String).join('.'),
      message: `unknown; allowed: ${members.join(', ')}.${suggestion(key, members)}`,
    }));
  }
  const found = issue.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
  return [
    { path: issue.path.map(String).join('.'), message: `found ${describeValue(found)}; allowed: ${allowed(issue)}.` },
  ];
}

/** The members that an object may have at a place of the schema. */
function membersAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional) return membersAt(schema.unwrap(), path);
  if (!(schema instanceof z.ZodObject)) return [];
  const [first, ...rest] = path;
  return first === undefined ? Object.keys(schema.shape) : membersAt(schema.shape[String(first)], rest);
}

function allowed(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return typeNames[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'too_small') return `at least ${issue.minimum}${unitOf(issue.origin)}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}${unitOf(issue.origin)}`;
  if (issue.code === 'invalid_union')
    return eitherOf(issue.errors.flatMap(([first]) => (first ? [allowed(first)] : [])));
  return issue.message;
}

/** `a text, a number or null`. */
function eitherOf(choices: readonly string[]): string {
  const different = [...new Set(choices)];
  const last = different.pop() ?? '';
  return different.length === 0 ? last : `${different.join(', ')} or ${last}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'an array',
  null: 'null',
};

const unitOf = (origin: string) => (origin === 'string' ? ' characters' : origin === 'array' ? ' items' : '');

/** PostgreSQL stores neither the character NUL nor half a surrogate pair. */
function unstorable(value: unknown, path: string): Issue | undefined {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return undefined;
    return { path, message: 'found the character NUL or half a surrogate pair; allowed: any other text.' };
  }
  if (!Array.isArray(value) && !isRecord(value)) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = unstorable(key, path) ?? unstorable(item, path === '' ? key : `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}
