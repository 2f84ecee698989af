import type { Clock } from '../../lib/clock.ts';
import { instantFromMs, microsPerMs, microsPerSecond, printInstantSeconds } from '../../lib/instant.ts';
import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { readInstant } from '../../lib/where/read-instant.ts';
import type { Issue } from '../../model/fault.ts';
import { describeValue } from '../../model/findings/describe-value.ts';
import { newFindings, refuse, type Findings } from '../../model/findings/findings.ts';
import type { PollDefinition, Warning } from '../../model/poll-definition.ts';
import { canonicalEntry } from '../../model/poller-configuration/canonical-entry.ts';
import { newMisplaced } from '../../model/poller-configuration/misplaced-values.ts';
import { readPollParts } from '../../model/poller-configuration/read-poll-definition.ts';
import { previewBounds, type PreviewBounds } from './preview-bounds.ts';
import { previewedPoll, type PreviewedFor, type PreviewedPoll, type PreviewMoments } from './previewed-poll.ts';
import { previewRequests, type PreviewRequests } from './preview-requests.ts';
import { previewSample, type PreviewSample } from './preview-sample.ts';
import { previewTimes, type PreviewTime } from './preview-times.ts';

export interface PreviewDeps {
  clock: Clock;
  /** Zone of `${date:…}`. */
  serverTimezone: string;
}

export interface PreviewOf extends PreviewedFor {
  /** The name of the polled resource. */
  resource: string;
  /** Its configuration, in any spelling. */
  definition: JsonValue;
  /** When the last poll began; undefined: one interval of the connector ago. */
  lastPollDate: string | undefined;
  /** A record; undefined: none is judged. */
  sample: JsonValue | undefined;
}

/** What a poll of this configuration would do. What cannot be told, because something is wrong, is undefined. */
export interface PollPreview {
  /** What cannot be accepted; paths begin with `definition`, `lastPollDate` or `sample`. */
  issues: Issue[];
  /** What was corrected, or has no effect. */
  warnings: Warning[];
  /** In canonical spelling, without what was refused. */
  definition: JsonRecord;
  moments: PreviewMoments;
  previewed: PreviewedPoll | undefined;
  bounds: PreviewBounds | undefined;
  times: PreviewTime[];
  requests: PreviewRequests | undefined;
  sample: PreviewSample | undefined;
}

/** Tells without asking anybody, and by the code of polls themselves, what the next poll would do. */
export async function previewPoll(
  { clock, serverTimezone }: PreviewDeps,
  { resource, definition, lastPollDate, sample, ...of }: PreviewOf,
): Promise<PollPreview> {
  const findings = newFindings();
  const entry = recordAt(findings, 'definition', definition, 'an object such as {"url": "/hubs/crm/contacts"}') ?? {};
  const source = { resource, entry, path: 'definition' };
  const parts = readPollParts(findings, source, { values: of.configuration, misplaced: newMisplaced() });
  const moments = momentsOf(findings, clock, { lastPollDate, of });
  const record =
    sample === undefined || sample === null
      ? undefined
      : recordAt(findings, 'sample', sample, 'a record, as an object');
  const before = {
    issues: findings.issues,
    warnings: findings.warnings,
    definition: canonicalEntry(parts),
    moments,
  };
  // Without a URL there is no query; a record can be judged nevertheless.
  const { url = '' } = parts;
  const readable: PollDefinition = { ...parts, url };
  const previewed = previewedPoll(readable, of, moments);
  const bounds = previewBounds(previewed, moments, serverTimezone);
  const judged = record && (await previewSample(previewed, bounds.window, record));
  if (url === '')
    return { ...before, previewed: undefined, bounds: undefined, times: [], requests: undefined, sample: judged };
  const at: Clock = { ...clock, now: () => Math.ceil(moments.now / microsPerMs) };
  return {
    ...before,
    previewed,
    bounds,
    times: previewTimes(url, {
      since: bounds.askedFrom,
      until: moments.now,
      serverTimezone,
      zones: of.configuration,
      ...(readable.updated && { updatedFormat: readable.updated }),
    }),
    requests:
      bounds.query && (await previewRequests({ clock: at, serverTimezone, connector: of.connector }, previewed)),
    sample: judged,
  };
}

function recordAt(findings: Findings, path: string, value: JsonValue, allowed: string): JsonRecord | undefined {
  return isRecord(value) ? value : refuse(findings, path, `found ${describeValue(value)}; allowed: ${allowed}`);
}

const longestAgo = 366 * 86_400 * microsPerSecond;

/** A last poll that lies ahead is followed by one at the same moment. */
function momentsOf(
  findings: Findings,
  clock: Clock,
  { lastPollDate, of: { connector } }: { lastPollDate: string | undefined; of: PreviewedFor },
): PreviewMoments {
  const now = instantFromMs(clock.now());
  const ago = connector.events.polling.defaultIntervalMinutes * 60_000 * microsPerMs;
  const given = lastPollDate?.trim() ?? '';
  const last = given === '' ? now - ago : readInstant(given);
  if (last !== undefined && last >= now - longestAgo) return { last, now: Math.max(now, last) };
  const allowed = 'a date of the last 366 days such as';
  refuse(
    findings,
    'lastPollDate',
    `found ${describeValue(given)}; allowed: ${allowed} ${printInstantSeconds(now - ago)}`,
  );
  return { last: now - ago, now };
}
