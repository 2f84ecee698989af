import { z } from 'zod';
import type { Issue } from '../fault.ts';
import { describeValue } from './describe-value.ts';
import { issuePath } from './issue-path.ts';
import { suggestion } from './nearest-key.ts';

/**
 * What a schema found wrong with a value, in words: where, what was found, what is allowed. `value` is as the user sent
 * it; the schema may have converted it. Unknown keys are issues one by one, each with the nearest known one.
 */
export const schemaIssues = (schema: z.ZodType, value: unknown, error: z.ZodError): Issue[] =>
  error.issues.flatMap((issue) => toIssues(schema, value, issue));

function toIssues(schema: z.ZodType, value: unknown, issue: z.core.$ZodIssue): Issue[] {
  if (issue.code === 'unrecognized_keys') {
    const members = membersAt(schema, issue.path);
    return issue.keys.map((key) => {
      const nearest = suggestion(key, members);
      const known = members.length === 0 ? 'nothing' : members.join(', ');
      const message = `unknown; allowed: ${known}${nearest === '' ? '' : `.${nearest}`}`;
      return { path: issuePath([...issue.path, key]), message };
    });
  }
  const within = issue.code === 'invalid_union' ? issuesWithin(issue) : [];
  if (within.length > 0)
    return within.flatMap((inner) => toIssues(schema, value, { ...inner, path: [...issue.path, ...inner.path] }));
  const found = `found ${describeValue(valueAt(value, issue.path))}`;
  return [{ path: issuePath(issue.path), message: `${found}; allowed: ${allowed(issue)}` }];
}

/** What is wrong with a value that has one of the allowed types, but not all that belongs to it. */
const issuesWithin = ({ errors }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] =>
  errors.find((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0)) ?? [];

/** The value at a path of a schema issue. */
export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((part, key) => (part as Record<PropertyKey, unknown> | null | undefined)?.[key], value);

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
  if (issue.code === 'too_small')
    return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`;
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

const unitOf = (origin: string, count: number | bigint) => {
  const unit = { string: ' character', array: ' item' }[origin];
  return unit === undefined ? '' : `${unit}${Number(count) === 1 ? '' : 's'}`;
};
