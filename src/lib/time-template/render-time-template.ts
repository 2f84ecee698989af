import { datePattern, DatePatternError } from '../date-pattern/date-pattern.ts';
import { printBound } from '../date-pattern/print-bound.ts';
import type { Instant } from '../instant.ts';
import type { TemplatePart, TemplateZone } from './template-part.ts';
import type { TimeTemplate } from './time-template.ts';
import { TimeTemplateError } from './time-template-error.ts';

export interface RenderOptions {
  /** Lower bound of the poll. */
  since: Instant;
  /** Upper bound of the poll. */
  until: Instant;
  /** The zone of `${date:…}`. */
  serverTimezone: string;
  /** How the updated date is written; `${date}` without a format needs it. */
  updatedFormat?: { format: string; timezone: string };
  /** Values of zone placeholders such as `{TimeZone}`, by name. */
  zones?: Readonly<Record<string, string>>;
  /** Applied to each time put in, never to the text around. Default: as it is. */
  encode?: (value: string) => string;
}

/** The text with its times put in; `{name}` placeholders stay. Throws TimeTemplateError when a format or a zone is missing. */
export function renderTimeTemplate(template: TimeTemplate, options: RenderOptions): string {
  const encode = options.encode ?? ((value) => value);
  return template.parts
    .map((part) => (part.kind === 'text' || part.kind === 'placeholder' ? part.text : encode(printed(part, options))))
    .join('');
}

/**
 * The upper bound as the text says it: cut off to the step of its format, and in the hour that clocks show twice read as
 * early as it can be. Undefined when the template has none. What lies after it was not asked for.
 */
export function renderedUpperBound(template: TimeTemplate, options: RenderOptions): Instant | undefined {
  let earliest: Instant | undefined;
  for (const part of template.parts) {
    if (part.kind !== 'date' || part.bound !== 'until') continue;
    const pattern = datePattern(part.format, zoneName(part.zone, part, options));
    const shown = pattern.parse(pattern.print(options.until)) ?? options.until;
    // A local time without its offset may be read an hour earlier than it is meant.
    const hourBefore = shown - 3_600_000_000;
    const bound = pattern.print(hourBefore) === pattern.print(shown) ? hourBefore : shown;
    earliest = Math.min(earliest ?? bound, bound);
  }
  return earliest;
}

type TimePart = Exclude<TemplatePart, { kind: 'text' | 'placeholder' }>;

function printed(part: TimePart, options: RenderOptions): string {
  if (part.kind === 'count') return datePattern(part.format).print(options.since);
  try {
    const { format, timezone } = formatOf(part, options);
    const pattern = datePattern(format, timezone);
    const isUpperBound = part.kind === 'date' && part.bound === 'until';
    return isUpperBound ? pattern.print(options.until) : printBound(pattern, options.since, 'lower');
  } catch (error) {
    if (error instanceof DatePatternError) throw new TimeTemplateError(part.position, part.text, error.message);
    throw error;
  }
}

function formatOf(
  part: Exclude<TimePart, { kind: 'count' }>,
  options: RenderOptions,
): { format: string; timezone: string } {
  if (part.kind === 'date') return { format: part.format, timezone: zoneName(part.zone, part, options) };
  const { updatedFormat } = options;
  if (!updatedFormat) {
    throw new TimeTemplateError(
      part.position,
      part.text,
      'it has no format, and there is no updatedDateFormat to take',
    );
  }
  return part.zone.kind === 'server'
    ? updatedFormat
    : { ...updatedFormat, timezone: zoneName(part.zone, part, options) };
}

function zoneName(zone: TemplateZone, part: { text: string; position: number }, options: RenderOptions): string {
  if (zone.kind === 'server') return options.serverTimezone;
  if (zone.kind === 'named') return zone.name;
  const name = options.zones?.[zone.name];
  if (name === undefined) {
    throw new TimeTemplateError(part.position, part.text, `the configuration has no value for {${zone.name}}`);
  }
  return name;
}
