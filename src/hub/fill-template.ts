import { isRecord, type JsonRecord, type JsonValue } from '../lib/json.ts';
import { requestPlaceholders } from '../model/connector-template.ts';
import { Fault } from '../model/fault.ts';

/** What the placeholders of a template stand for: by name. */
export type TemplateValues = Readonly<Record<string, string | number>>;

/** Replaces each `{name}` by its value. `what` names the template in the message when a value is missing. */
export function fillTemplate(template: string, values: TemplateValues, what: string): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => String(valueOf(name, values, what) ?? ''));
}

/**
 * The same for a query parameter or a header; undefined when it is to be left out: it is one placeholder, which has no
 * value here, or it has a placeholder `{name?}` without one.
 */
export function fillParameter(template: string, values: TemplateValues, what: string): string | undefined {
  if (optionalNames(template).some((name) => valueOf(name, values, what) === undefined)) return undefined;
  const only = onlyName.exec(template)?.[1];
  if (only !== undefined && isOfRequest(only) && valueOf(only, values, what) === undefined) return undefined;
  return fillTemplate(template, values, what);
}

/** Those that are not left out, with their names. */
export const fillParameters = (
  templates: readonly (readonly [name: string, template: string])[],
  values: TemplateValues,
  kind: 'query' | 'header',
): [name: string, value: string][] =>
  templates.flatMap(([name, template]): [string, string][] => {
    const value = fillParameter(template, values, `the ${kind} ${name}`);
    return value === undefined ? [] : [[name, value]];
  });

/** The JSON body of a request. Texts that are one placeholder take the type of its value, or leave their place out. */
export function fillBody(template: JsonRecord, values: TemplateValues): JsonRecord {
  return filled(template, values) as JsonRecord;
}

function filled(template: JsonValue, values: TemplateValues): JsonValue | undefined {
  if (typeof template === 'string') return filledText(template, values);
  if (Array.isArray(template)) return template.map((item) => filled(item, values)).filter((item) => item !== undefined);
  if (!isRecord(template)) return template;
  const entries = Object.entries(template).flatMap(([key, item]) => {
    const value = filled(item, values);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

function filledText(template: string, values: TemplateValues): JsonValue | undefined {
  const only = onlyName.exec(template)?.[1];
  if (only === undefined) {
    return template.replaceAll(bodyName, (_, name: string) => String(valueOf(name, values, inBody) ?? ''));
  }
  const value = valueOf(only, values, inBody);
  // A cursor keeps the type it came with; a condition is text.
  return only === 'cursor' || only === 'where' ? value : numberWhereNumeric(value);
}

const inBody = 'the body of the request';
const onlyName = /^\{([\w.-]+\??)\}$/;
/** No blanks within: a body may hold text with braces of its own, such as a GraphQL query. */
const bodyName = /\{([\w.-]+\??)\}/g;

const optionalNames = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]+\?)\}/g)].map(([, name = '']) => name);

const numberWhereNumeric = (value: string | number | undefined): string | number | undefined =>
  value !== undefined && String(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : value;

/** Undefined only for `{name?}` and for a placeholder of the request itself, such as `{cursor}`, without a value on this page. */
function valueOf(placeholder: string, values: TemplateValues, what: string): string | number | undefined {
  const isOptional = placeholder.endsWith('?');
  const name = isOptional ? placeholder.slice(0, -1) : placeholder;
  const value = values[name];
  if (typeof value === 'number' || isSet(value)) return value;
  if (isOptional || isOfRequest(name)) return undefined;
  throw new Fault('configuration.invalid', `${what} needs the configuration entry ${name}, which is not set`);
}

export const isOfRequest = (name: string): boolean => (requestPlaceholders as readonly string[]).includes(name);

/** Empty entries are often written as `null` or an empty text. */
export const isSet = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && value !== 'null';
