import type { Instant } from '../lib/instant.ts';
import { renderedUpperBound, renderTimeTemplate } from '../lib/time-template/render-time-template.ts';
import { hasLowerBound, parseTimeTemplate, type TimeTemplate } from '../lib/time-template/time-template.ts';
import { TimeTemplateError } from '../lib/time-template/time-template-error.ts';
import { Fault } from '../model/fault.ts';
import type { ClaimedPoll } from '../store/claim-polls.ts';

export interface RenderedQuery {
  /** The hub URL with its dates filled in. */
  url: string;
  /** The upper bound that stands in it, if it has one: a scan is complete up to there only. */
  until: Instant | undefined;
}

/** The moments that stand in a query, in the provider's time. */
export interface QueryBounds {
  since: Instant;
  /** The present. */
  until: Instant;
}

/** The query of a poll for these bounds. `serverTimezone` is the zone of `${date:…}`. */
export function renderQuery(
  { definition, instance }: Pick<ClaimedPoll, 'definition' | 'instance'>,
  { since, until }: QueryBounds,
  serverTimezone: string,
): RenderedQuery {
  const template = parse(definition.url);
  const updatedFormat = definition.updated && {
    format: definition.updated.format,
    timezone: definition.updated.timezone,
  };
  const options = {
    since,
    until,
    serverTimezone,
    zones: instance.configuration,
    ...(updatedFormat && { updatedFormat }),
  };
  return { url: renderTimeTemplate(template, options), until: renderedUpperBound(template, options) };
}

/** Whether a poll asks for all records, whatever its window. */
export const asksForAll = (url: string): boolean => !hasLowerBound(parse(url));

/** Checked when the instance was saved; a stored template that fails nevertheless is a configuration to be mended. */
function parse(url: string): TimeTemplate {
  try {
    return parseTimeTemplate(url);
  } catch (error) {
    if (!(error instanceof TimeTemplateError)) throw error;
    throw new Fault('configuration.invalid', error.message, { cause: error });
  }
}
