import type { ApiCall } from './openapi-document.ts';
import { exampleOf, type Schemas } from './schema-tree.ts';

/** Values of parameters by their names; an empty one is left out. */
export type ParameterValues = Readonly<Record<string, string>>;

/** The path with its parameters, and the query. A parameter without a value stays as `{name}`. */
export function urlOf({ path, parameters }: ApiCall, values: ParameterValues): string {
  let filled = path;
  const query = new URLSearchParams();
  for (const { in: place, name } of parameters) {
    const value = values[name] ?? '';
    if (value === '') continue;
    if (place === 'path') filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    if (place === 'query') query.append(name, value);
  }
  const text = query.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

/** Required parameters that have no value. */
export const missingOf = ({ parameters }: ApiCall, values: ParameterValues): string[] =>
  parameters.filter(({ name, required }) => required && !values[name]).map(({ name }) => name);

/** The call as a command. Secrets come from variables of the shell, so that it can be shown to others. */
export function curlOf(call: ApiCall, options: { origin: string; schemas: Schemas; values: ParameterValues }): string {
  const { origin, schemas, values } = options;
  const authorization = '-H "Authorization: User $USER_SECRET, Organization $ORGANIZATION_SECRET"';
  const parts = [`curl${call.method === 'GET' ? '' : ` -X ${call.method}`} ${quoted(origin + urlOf(call, values))}`];
  parts.push(authorization);
  if (call.body) {
    parts.push(`-H 'Content-Type: application/json'`);
    parts.push(`-d ${quoted(JSON.stringify(exampleOf(schemas, call.body.schema), null, 2))}`);
  }
  return parts.join(' \\\n  ');
}

/** In single quotes, in which a shell takes everything as it is. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
