import { findZone } from '../../lib/date-pattern/zone.ts';
import type { WhereField, WhereRules } from '../../model/connector-where.ts';
import { Fault } from '../../model/fault.ts';
import { fillTemplate } from '../fill-template.ts';

/**
 * The rules with the zones of this account: `{time.zone}` as a zone of a value stands for a configuration entry. It is
 * looked at only for fields that the clause names. Throws `configuration.invalid` where it is not set, or is no zone.
 */
export function withAccountZones(
  rules: WhereRules,
  where: string | undefined,
  configuration: Readonly<Record<string, string>>,
): WhereRules {
  const needsZone = ([name, { value }]: [string, WhereField]) =>
    where !== undefined &&
    value !== undefined &&
    `${value.timezone}${value.assumedTimezone}`.includes('{') &&
    (name === '*' || where.includes(name));
  const found = Object.entries(rules.fields).filter(needsZone);
  const zoneOf = (zone: string) => (zone.includes('{') ? accountZone(zone, configuration) : zone);
  const fields = found.map(([name, { value, ...field }]) => [
    name,
    {
      ...field,
      value: value && {
        ...value,
        timezone: zoneOf(value.timezone),
        assumedTimezone: zoneOf(value.assumedTimezone),
      },
    },
  ]);
  return found.length === 0 ? rules : { ...rules, fields: { ...rules.fields, ...Object.fromEntries(fields) } };
}

function accountZone(template: string, configuration: Readonly<Record<string, string>>): string {
  const zone = fillTemplate(template, configuration, 'the zone of dates');
  if (findZone(zone)) return zone;
  throw new Fault(
    'configuration.invalid',
    `${template.slice(1, -1)}: found ${JSON.stringify(zone)}, allowed: a time zone such as UTC, Europe/Berlin or -8:00`,
  );
}
