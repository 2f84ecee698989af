import { instantFromMs, type Instant } from '../../lib/instant.ts';
import { describeValue } from '../findings/describe-value.ts';
import { refuse, type Findings } from '../findings/findings.ts';

/** Where the first poll of a resource begins. */
export type PollStart = { kind: 'now' } | { kind: 'beginning' } | { kind: 'date'; instant: Instant };

const isoDate = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A date without a zone is UTC. Undefined when the value was refused. */
export function readPollStart(findings: Findings, path: string, text: string): PollStart | undefined {
  const word = text.trim().toLowerCase();
  if (word === 'now' || word === 'beginning') return { kind: word };
  const ms = isoMilliseconds(text.trim());
  if (ms !== undefined) return { kind: 'date', instant: instantFromMs(ms) };
  const allowed = 'now, beginning, or an ISO 8601 date such as 2026-01-31 or 2026-01-31T08:00:00+01:00';
  return refuse(findings, path, `found ${describeValue(text)}; allowed: ${allowed}`);
}

function isoMilliseconds(text: string): number | undefined {
  const [, day, minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = isoDate.exec(text) ?? [];
  if (day === undefined) return undefined;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const ms = Date.parse(`${day}T${minutes}:${seconds}${fraction}${offset}`);
  const dayExists = new Date(Date.parse(`${day}T00:00:00Z`)).toJSON()?.startsWith(day) === true;
  return Number.isNaN(ms) || !dayExists ? undefined : ms;
}
