import { printInstant } from '../../lib/instant.ts';
import { renderTimeTemplate, type RenderOptions } from '../../lib/time-template/render-time-template.ts';
import type { TemplatePart, TemplateZone } from '../../lib/time-template/template-part.ts';
import { parseTimeTemplate } from '../../lib/time-template/time-template.ts';
import { TimeTemplateError } from '../../lib/time-template/time-template-error.ts';

/** One date of a URL. */
export interface PreviewTime {
  /** As it stands in the URL. */
  text: string;
  /** `since`: the lower bound of the poll. `until`: its upper bound. */
  bound: 'since' | 'until';
  /** A date pattern, or milliseconds, seconds, microseconds. Undefined: it takes that of the updated date, which has none. */
  format: string | undefined;
  /** Undefined: counts have none. */
  timezone: string | undefined;
  /** The bound, as an ISO date. */
  moment: string;
  /** What stands in its place in the next poll. Undefined: it cannot be told without a format. */
  value: string | undefined;
}

type TimePart = Exclude<TemplatePart, { kind: 'text' | 'placeholder' }>;

/** The dates of a URL in their order, with what the next poll puts in their places. */
export function previewTimes(url: string, options: RenderOptions): PreviewTime[] {
  return parseTimeTemplate(url).parts.flatMap((part) =>
    part.kind === 'text' || part.kind === 'placeholder' ? [] : [previewTime(part, options)],
  );
}

function previewTime(part: TimePart, options: RenderOptions): PreviewTime {
  const bound = part.kind === 'date' ? part.bound : 'since';
  return {
    text: part.text,
    bound,
    format: part.kind === 'bareDate' ? options.updatedFormat?.format : part.format,
    timezone: timezoneOf(part, options),
    moment: printInstant(options[bound]),
    value: valueOf(part, options),
  };
}

function timezoneOf(part: TimePart, { serverTimezone, updatedFormat }: RenderOptions): string | undefined {
  if (part.kind === 'count') return undefined;
  const isBareServer = part.kind === 'bareDate' && part.zone.kind === 'server';
  return isBareServer ? updatedFormat?.timezone : nameOf(part.zone, serverTimezone);
}

const nameOf = (zone: TemplateZone, serverTimezone: string): string =>
  zone.kind === 'server' ? serverTimezone : zone.name;

function valueOf(part: TimePart, options: RenderOptions): string | undefined {
  try {
    return renderTimeTemplate({ source: part.text, parts: [part] }, options);
  } catch (error) {
    if (error instanceof TimeTemplateError) return undefined;
    throw error;
  }
}
