import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { isRecord } from '../lib/json.ts';
import { Fault, type Issue } from '../model/fault.ts';
import { pathOfMember } from '../model/findings/issue-path.ts';
import { schemaIssues } from '../model/findings/schema-issues.ts';

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
    return { error: malformed(httpPart, schemaIssues(schema, value, result.error).map(asSentence)) };
  };

const asSentence = ({ path, message }: Issue): Issue => ({
  path,
  message: /[.?]$/.test(message) ? message : `${message}.`,
});

function malformed(httpPart: string, issues: Issue[]): Fault {
  const part = partNames[httpPart] ?? httpPart;
  const told = issues.map(({ path, message }) => `${path === '' ? `the ${part}` : path}: ${message}`);
  return new Fault('request.malformed', `The ${part} of the request is not as it must be. ${told.join(' ')}`, {
    issues,
  });
}

/** PostgreSQL stores neither the character NUL nor half a surrogate pair; objects lose a member named __proto__ on their way. */
function unstorable(value: unknown, path: string): Issue | undefined {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return undefined;
    return { path, message: 'found the character NUL or half a surrogate pair; allowed: any other text.' };
  }
  if (!Array.isArray(value) && !isRecord(value)) return undefined;
  const members: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [key, item] of members) {
    if (key === '__proto__')
      return { path, message: 'found a member with the name __proto__; allowed: any other name.' };
    const found = unstorable(key, path) ?? unstorable(item, pathOfMember(path, key));
    if (found) return found;
  }
  return undefined;
}
