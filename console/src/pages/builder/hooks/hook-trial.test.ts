import { expect, test } from 'vitest';
import { emptySample, trialIssues, trialRequest } from './hook-trial.ts';

const event = { kind: 'event' as const, code: 'done()', legacy: false };

test('a trial of an event hook sends the payload as it stands, and its headers', () => {
  const sample = { ...emptySample, payload: '{"id": 1}', headers: '{"X-Kind": "a", "X-Count": 2}' };
  expect(trialRequest(event, sample)).toEqual({
    body: {
      hook: 'event',
      body: 'done()',
      legacy: false,
      configuration: {},
      headers: { 'X-Kind': 'a', 'X-Count': '2' },
      query: {},
      payload: '{"id": 1}',
    },
  });
});

test('a trial around a request sends the request, and the answer where it comes after it', () => {
  const before = trialRequest({ ...event, kind: 'preRequest', resource: 'contacts' }, { ...emptySample, url: '/v1/x' });
  expect(before).toMatchObject({ body: { resource: 'contacts', request: { method: 'GET', url: '/v1/x' } } });
  const after = trialRequest({ ...event, kind: 'postRequest' }, { ...emptySample, status: '404', responseBody: '' });
  expect(after).toMatchObject({ body: { response: { status: 404, headers: { 'Content-Type': 'application/json' } } } });
});

test('what is wrong with a sample is told by its field, and nothing is sent', () => {
  const sample = { ...emptySample, headers: '{', configuration: '[]', query: '{"a": {}}' };
  expect(trialRequest(event, sample)).toEqual({
    faults: {
      headers: 'This is no JSON.',
      configuration: 'An object is expected, such as {"name": "value"}.',
      query: 'a: a text is expected.',
    },
  });
  const wrong = { ...emptySample, status: 'ok' };
  expect(trialRequest({ ...event, kind: 'postRequest' }, wrong)).toHaveProperty('faults.status');
});

test('an error with a line is marked there', () => {
  const report = { log: [], durationMs: 1, error: { reason: 'thrown', message: 'no', line: 2, column: 3 } };
  expect(trialIssues(report)).toEqual([{ message: 'no', line: 2, column: 3 }]);
  expect(trialIssues({ log: [], durationMs: 1, error: { reason: 'noResult', message: 'no' } })).toEqual([]);
  expect(trialIssues(undefined)).toEqual([]);
});
