import { refuse, type Findings } from '../findings/findings.ts';

const zonePlaceholder = /(\$\{(?:dateTimeZone|nowTimeZone):)\{([\w.-]+)\}(?=:)/gi;
const wholePlaceholder = /^\{([\w.-]+)\}$/;

/** Fills the zone of `${dateTimeZone:{TimeZone}:…}` from the instance configuration. Undefined when it has none. */
export function fillZones(
  findings: Findings,
  path: string,
  url: string,
  values: Record<string, string>,
): string | undefined {
  let complete = true;
  const filled = url.replace(zonePlaceholder, (_, opening: string, name: string) => {
    const zone = configurationValueFor(values, name);
    if (zone === undefined) complete = false;
    return `${opening}${zone ?? missing(findings, path, name)}`;
  });
  return complete ? filled : undefined;
}

/** The zone itself, or the value of the configuration entry that a `{TimeZone}` names. */
export function fillZone(
  findings: Findings,
  path: string,
  zone: string,
  values: Record<string, string>,
): string | undefined {
  const [, name] = wholePlaceholder.exec(zone) ?? [];
  if (name === undefined) return zone;
  return configurationValueFor(values, name) ?? missing(findings, path, name);
}

const missing = (findings: Findings, path: string, name: string): undefined =>
  refuse(
    findings,
    path,
    `found the zone {${name}}, but the configuration has no ${name}; allowed: a zone, or {${name}} with configuration.${name} set`,
  );

/** The value of a placeholder: `{listId}` is filled by `listId`, `list.id` or `list_id`, whichever is set. */
export function configurationValueFor(values: Record<string, string>, placeholder: string): string | undefined {
  const wanted = plain(placeholder);
  const key = Object.keys(values).find((candidate) => plain(candidate) === wanted);
  const value = key === undefined ? undefined : values[key];
  return value === '' ? undefined : value;
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
