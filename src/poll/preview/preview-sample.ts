import type { Decision } from '../../detect/decision.ts';
import { detectionRules } from '../../detect/detection-rules.ts';
import { judgePage } from '../../detect/judge-page.ts';
import { datePattern } from '../../lib/date-pattern/date-pattern.ts';
import { readDate } from '../../lib/date-pattern/read-date.ts';
import { readField } from '../../lib/field-path.ts';
import { printInstant, type Instant } from '../../lib/instant.ts';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import { describeValue } from '../../model/findings/describe-value.ts';
import type { DateField } from '../../model/poll-definition.ts';
import type { ScanWindow } from '../scan-window.ts';
import type { PreviewedPoll } from './previewed-poll.ts';

/** A date of a sample record, as its field, format and timezone read it. */
export interface PreviewDate extends DateField {
  /** As the record has it; undefined: the record has no such field. */
  found: JsonValue | undefined;
  reading: 'instant' | 'none' | 'unparsable';
  instant: Instant | undefined;
  /** Why there is no instant. */
  reason: string | undefined;
}

export interface PreviewSample {
  /** What events would name the record by. */
  recordId: string;
  /** False: its content tells the record from others, as it has no usable id. */
  idFound: boolean;
  updated: PreviewDate | undefined;
  created: PreviewDate | undefined;
  /** What the next poll would make of it, if it had never seen the record. */
  decision: Decision;
}

/** Judges one record as a page of the next poll. */
export async function previewSample(
  { poll: { definition }, polling, resource }: PreviewedPoll,
  window: ScanWindow,
  record: JsonRecord,
): Promise<PreviewSample> {
  const rules = detectionRules(definition, {
    ...polling,
    deletedWhen: resource?.deletedWhen,
    feed: resource?.paging.kind === 'feed',
  });
  const { decisions } = await judgePage(rules, window, [record], {
    cursorId: 0,
    sweeps: 0,
    silentInitial: false,
    explain: true,
    versionsSeen: () => Promise.resolve(new Map()),
  });
  const decision = decisions[0] as Decision;
  const id = rules.idField === '' ? undefined : readField(record, rules.idField);
  return {
    recordId: decision.recordId,
    idFound: (typeof id === 'string' && id !== '') || typeof id === 'number' || typeof id === 'boolean',
    updated: definition.updated && previewDate(record, definition.updated, window.scanStart),
    created: definition.created && previewDate(record, definition.created, window.scanStart),
    decision,
  };
}

function previewDate(record: JsonRecord, date: DateField, now: Instant): PreviewDate {
  const found = readField(record, date.field);
  const pattern = datePattern(date.format, date.timezone);
  const reading = readDate(found, pattern);
  const instant = reading.kind === 'instant' ? reading.instant : undefined;
  const reason = {
    instant: () => undefined,
    none: () => (found === undefined ? missing(record, date.field) : `found ${describeValue(found)}, which is no date`),
    unparsable: () =>
      `found ${describeValue(found)}, which ${date.format} does not read; it writes ${printInstant(now)} as ${pattern.print(now)}`,
  }[reading.kind]();
  return { ...date, found, reading: reading.kind, instant, reason };
}

function missing(record: JsonRecord, field: string): string {
  const fields = Object.keys(record);
  const shown = fields.slice(0, 12).join(', ');
  const others = fields.length > 12 ? ` and ${fields.length - 12} more` : '';
  return `the record has no ${field}; it has ${fields.length === 0 ? 'no fields' : `${shown}${others}`}`;
}
