import {
  hasLowerBound,
  parseTimeTemplate,
  TimeTemplateError,
  type TimeTemplate,
} from '../../lib/time-template/time-template.ts';
import type { Granularity, PollingRules } from '../../model/connector-polling.ts';

/**
 * What may be relied on about the bound that a poll URL asks from. A document does not say whether records dated exactly at
 * it come too, or by which unit they are compared: taken is what asks for most, in the unit that the URL itself shows.
 */
export function filterOfPoll(url: string): PollingRules['filter'] {
  const template = parsed(url);
  if (!template || !hasLowerBound(template)) return {};
  const units = template.parts.map((part) => (part.kind === 'date' ? unitOf(part.format) : 'second'));
  return { boundary: 'exclusive', granularity: coarsest.find((unit) => units.includes(unit)) ?? 'second' };
}

const coarsest: readonly Granularity[] = ['day', 'hour', 'minute', 'second'];

function unitOf(pattern: string): Granularity {
  const letters = pattern.replaceAll(/'[^']*'/g, '');
  if (/[sS]/.test(letters)) return 'second';
  if (letters.includes('m')) return 'minute';
  return /[HkKh]/.test(letters) ? 'hour' : 'day';
}

function parsed(url: string): TimeTemplate | undefined {
  try {
    return parseTimeTemplate(url);
  } catch (error) {
    if (error instanceof TimeTemplateError) return undefined;
    throw error;
  }
}
