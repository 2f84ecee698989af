import { expect, test } from 'vitest';
import { emptyReplayForm, replayChecks, toLocalField, toReplayRequest } from './replay-form.ts';

const now = Date.UTC(2026, 0, 31, 8, 30, 15);
const form = emptyReplayForm(now);

test('what is not said is not asked for', () => {
  const from = new Date(Date.UTC(2026, 0, 30, 8, 30)).toISOString();
  expect(toReplayRequest(form)).toEqual({ from });
  expect(toReplayRequest({ ...form, period: 'everything' })).toEqual({ from: 0 });
});

test('all that is said is asked for; the last minute is meant to its end', () => {
  const to = toLocalField(Date.UTC(2026, 0, 31, 8, 30));
  const said = {
    ...form,
    to,
    resources: ['deals'],
    types: ['DELETED'],
    objectIds: ['42'],
    target: 'other' as const,
    url: ' https://example.com ',
  };
  expect(toReplayRequest(said)).toMatchObject({
    to: '2026-01-31T08:30:59.999Z',
    resources: ['deals'],
    eventTypes: ['DELETED'],
    objectIds: ['42'],
    url: 'https://example.com',
  });
});

test('a beginning is needed, an end lies behind it, and another receiver has a URL', () => {
  expect(replayChecks.from('', form)).toMatch('needed');
  expect(replayChecks.from('', { ...form, period: 'everything' })).toBeNull();
  expect(replayChecks.to(toLocalField(now - 48 * 3_600_000), form)).toMatch('before');
  expect(replayChecks.to(toLocalField(now), form)).toBeNull();
  expect(replayChecks.url('ftp://example.com', { ...form, target: 'other' })).toMatch('not an http');
  expect(replayChecks.url('', form)).toBeNull();
});
