import type { Clock } from '../lib/clock.ts';
import { instantFromMs, type Instant } from '../lib/instant.ts';
import { renderedUpperBound, renderTimeTemplate } from '../lib/time-template/render-time-template.ts';
import { parseTimeTemplate, type TimeTemplate } from '../lib/time-template/time-template.ts';
import { TimeTemplateError } from '../lib/time-template/time-template-error.ts';
import { Fault } from '../model/fault.ts';
import type { ClaimedPoll, Cursor } from '../store/claim-polls.ts';
import { lowerBound, significantSkew } from './window.ts';

export interface RenderedQuery {
  /** The hub URL with its dates filled in. */
  url: string;
  /** The upper bound that stands in it, if it has one: a scan is complete up to there only. */
  until: Instant | undefined;
}

export interface RenderDeps {
  clock: Clock;
  /** Zone of `${date:…}`. */
  serverTimezone: string;
}

/** The query of one scan. Its bounds are in the provider's time, as far as an earlier poll has measured it. */
export function renderQuery(
  deps: RenderDeps,
  poll: ClaimedPoll,
  from: { cursor: Cursor; settleSeconds: number },
): RenderedQuery {
  const { definition, instance, start } = poll;
  const { clockSkew } = from.cursor;
  const { pollDelaySeconds } = definition;
  const since = lowerBound({ ...from.cursor, start, pollDelaySeconds, settleSeconds: from.settleSeconds });
  const until = instantFromMs(deps.clock.now()) + significantSkew(clockSkew);
  const template = parse(definition.url);
  const updatedFormat = definition.updated && {
    format: definition.updated.format,
    timezone: definition.updated.timezone,
  };
  const options = {
    since,
    until,
    serverTimezone: deps.serverTimezone,
    zones: instance.configuration,
    ...(updatedFormat && { updatedFormat }),
  };
  return { url: renderTimeTemplate(template, options), until: renderedUpperBound(template, options) };
}

/** Checked when the instance was saved; a stored template that fails nevertheless is a configuration to be mended. */
function parse(url: string): TimeTemplate {
  try {
    return parseTimeTemplate(url);
  } catch (error) {
    if (!(error instanceof TimeTemplateError)) throw error;
    throw new Fault('configuration.invalid', error.message, { cause: error });
  }
}
