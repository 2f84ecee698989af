import { Fault } from '../model/fault.ts';

/** Replaces each `{name}` by its value. `what` names the template in the message when a value is missing. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>, what: string): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (isSet(value)) return value;
    throw new Fault('configuration.invalid', `${what} needs the configuration entry ${name}, which is not set`);
  });
}

/** Empty entries are often written as `null` or an empty text. */
export const isSet = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && value !== 'null';
