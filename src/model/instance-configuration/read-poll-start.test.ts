import { describe, expect, test } from 'vitest';
import { newFindings } from '../findings/findings.ts';
import { readPollStart } from './read-poll-start.ts';

const microseconds = (iso: string) => Date.parse(iso) * 1000;

describe('readPollStart', () => {
  test.each(['now', 'Beginning', ' now '])('%j is a word', (text) => {
    expect(readPollStart(newFindings(), 's', text)).toEqual({ kind: text.trim().toLowerCase() });
  });

  test.each([
    ['2026-01-31', '2026-01-31T00:00:00Z'],
    ['2026-01-31T08:00', '2026-01-31T08:00:00Z'],
    ['2026-01-31T08:00:00Z', '2026-01-31T08:00:00Z'],
    ['2026-01-31T08:00:00.25+0100', '2026-01-31T07:00:00.250Z'],
    ['2024-02-29T08:00:00-05:30', '2024-02-29T13:30:00Z'],
  ])('%s is %s, in UTC unless it names a zone', (text, iso) => {
    expect(readPollStart(newFindings(), 's', text)).toEqual({ kind: 'date', instant: microseconds(iso) });
  });

  test.each(['yesterday', '2026-02-30', '2026-13-01', '31.01.2026', '2026-01-31T25:00:00Z', '1700000000'])(
    '%s is refused',
    (text) => {
      const findings = newFindings();
      expect(readPollStart(findings, 's', text)).toBeUndefined();
      expect(findings.issues[0]?.message).toContain(`found "${text}"; allowed: now, beginning, or an ISO 8601 date`);
    },
  );
});
