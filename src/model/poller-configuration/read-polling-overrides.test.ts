import { expect, test } from 'vitest';
import { newFindings } from '../findings/findings.ts';
import { readPollingOverrides } from './read-polling-overrides.ts';

const read = (value: unknown) => {
  const findings = newFindings();
  return { overrides: readPollingOverrides(findings, 'polling', value), issues: findings.issues };
};

test('keys of the connector format are taken, and nothing is added to what was said', () => {
  const said = { settleSeconds: 300, order: 'updatedAscending', ignoredFields: ['seen'], resultCap: 1000 };
  expect(read(said)).toEqual({ overrides: said, issues: [] });
});

test('numbers, booleans and choices may be text, and the whole may be JSON text', () => {
  const meant = { settleSeconds: 300, learnSettle: false, order: 'updatedAscending', filter: { granularity: 'day' } };
  const asText = {
    settleSeconds: ' 300 ',
    learnSettle: 'False',
    order: 'UPDATEDASCENDING',
    filter: { granularity: 'Day' },
  };
  expect(read(asText)).toEqual({ overrides: meant, issues: [] });
  expect(read(JSON.stringify(asText))).toEqual({ overrides: meant, issues: [] });
});

test('what is not set is not said', () => {
  for (const value of [undefined, null, '', 'null', {}, { resultCap: null, filter: { granularity: '' } }])
    expect(read(value)).toMatchObject({ issues: [] });
  expect(read({ resultCap: null }).overrides).toEqual({});
});

test.each([
  [{ settleSecond: 1 }, 'polling.settleSecond', /^unknown; allowed: order, .*Did you mean settleSeconds\?$/],
  [
    { filter: { granularty: 'day' } },
    'polling.filter.granularty',
    /boundary, granularity, timezone\. Did you mean granularity\?$/,
  ],
  [{ ignoredFields: ['seen', 7] }, 'polling.ignoredFields[1]', /^found the number 7; allowed: a text$/],
  [{ settleSeconds: -1 }, 'polling.settleSeconds', /^found the number -1; allowed: at least 0$/],
  [{ settleSeconds: 1e300 }, 'polling.settleSeconds', /^found the number 1e\+300; allowed: at most 31622400$/],
  [{ filter: { timezone: 'Mars/X' } }, 'polling.filter.timezone', /^found "Mars\/X"; allowed: a time zone such as/],
  [{ upperBound: { field: 'a', pattern: 'QQQ' } }, 'polling.upperBound.pattern', /QQQ/],
  [{ settleSeconds: 'soon' }, 'polling.settleSeconds', /^found "soon"; allowed: a number$/],
  [{ longestWindowSeconds: '0' }, 'polling.longestWindowSeconds', /^found "0"; allowed: at least 60$/],
  [{ order: 'upwards' }, 'polling.order', /^found "upwards"; allowed: updatedAscending, updatedDescending, none$/],
  [{ learnSettle: 'perhaps' }, 'polling.learnSettle', /^found "perhaps"; allowed: true or false$/],
])('%j is refused, naming the place, what was found and what is allowed', (value, path, message) => {
  expect(read(value)).toEqual({
    overrides: undefined,
    issues: [{ path, message: expect.stringMatching(message) as string }],
  });
});

test.each([[7], [[]], ['settle'], ['"text"'], [true]])('%j is no object', (value) => {
  const { overrides, issues } = read(value);
  expect(overrides).toBeUndefined();
  expect(issues).toEqual([{ path: 'polling', message: expect.stringContaining('allowed: an object') as string }]);
});
