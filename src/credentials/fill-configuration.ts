import { isRecord, type JsonValue } from '../lib/json.ts';
import { Fault, type Issue } from '../model/fault.ts';

/** Values of an instance by configuration key. */
export type Configuration = Readonly<Record<string, string>>;

/** Replaces each `{key}` by the configuration's value; a key without one becomes an issue. */
export const fillFromConfiguration = (template: string, configuration: Configuration, issues: Issue[]): string =>
  template.replaceAll(placeholder, (_whole, key: string) => {
    const value = configuration[key];
    if (!value) issues.push({ path: `configuration.${key}`, message: `is required: ${template} needs it` });
    return value ?? '';
  });

/** No blanks and quotes within: a body may hold text with braces of its own. */
const placeholder = /\{([^{}\s"]+)\}/g;

/** The same for each value. */
export const fillEach = (
  templates: Readonly<Record<string, string>>,
  configuration: Configuration,
  issues: Issue[],
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(templates).map(([name, template]) => [name, fillFromConfiguration(template, configuration, issues)]),
  );

/** The same for every text in a JSON value. */
export function fillJson(template: JsonValue, configuration: Configuration, issues: Issue[]): JsonValue {
  if (typeof template === 'string') return fillFromConfiguration(template, configuration, issues);
  if (Array.isArray(template)) return template.map((item) => fillJson(item, configuration, issues));
  if (!isRecord(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, item]) => [key, fillJson(item, configuration, issues)]),
  );
}

/** Throws `configuration.invalid` with all issues, if there are any. */
export function throwIfIncomplete(issues: Issue[]): void {
  if (issues.length > 0) throw incomplete(issues);
}

export function incomplete(issues: Issue[]): Fault {
  const list = issues.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new Fault('configuration.invalid', `The settings of the authentication are incomplete: ${list}.`, { issues });
}
