import { expect, test } from 'vitest';
import { newFindings } from '../findings/findings.ts';
import { readPollInterval } from './read-poll-interval.ts';

const key = 'event.poller.refresh_interval';
const minute = 60_000;

function read(values: Record<string, string>) {
  const findings = newFindings();
  const rules = { minRefreshMinutes: 1, defaults: { refreshIntervalMinutes: 15, pollerConfiguration: {} } };
  const interval = readPollInterval(findings, values, rules);
  return { interval, issues: findings.issues.map(({ path, message }) => `${path}: ${message}`), values };
}

test('without bounds the interval does not move', () => {
  expect(read({ [key]: '5' }).interval).toEqual({
    intervalMs: 5 * minute,
    leastIntervalMs: undefined,
    greatestIntervalMs: undefined,
  });
});

test('with bounds it moves between them, and a bound that is not given is the interval itself', () => {
  expect(read({ [key]: '5', [`${key}.min`]: '1', [`${key}.max`]: '60' }).interval).toEqual({
    intervalMs: 5 * minute,
    leastIntervalMs: minute,
    greatestIntervalMs: 60 * minute,
  });
  expect(read({ [key]: '5', [`${key}.max`]: '60' }).interval).toMatchObject({ leastIntervalMs: 5 * minute });
  expect(read({ [key]: '5', [`${key}.min`]: '1.5' }).interval).toMatchObject({
    leastIntervalMs: 1.5 * minute,
    greatestIntervalMs: 5 * minute,
  });
});

test('the interval of the connector is brought between the bounds, and kept', () => {
  const { interval, issues, values } = read({ [`${key}.min`]: '20', [`${key}.max`]: '60' });
  expect({ interval, issues, kept: values[key] }).toMatchObject({
    interval: { intervalMs: 20 * minute },
    issues: [],
    kept: '20',
  });
});

test.each([
  [
    { [key]: '5', [`${key}.min`]: '10' },
    '.min: found 10; allowed: at most 5, which event.poller.refresh_interval says',
  ],
  [{ [key]: '5', [`${key}.max`]: '4' }, '.max: found 4; allowed: at least 5, which event.poller.refresh_interval says'],
  [
    { [`${key}.min`]: '9', [`${key}.max`]: '3' },
    '.min: found 9; allowed: at most 3, which event.poller.refresh_interval.max says',
  ],
  [{ [`${key}.min`]: '0.5' }, '.min: found "0.5"; allowed: a number of minutes from 1 to 999999999'],
  [{ [`${key}.max`]: 'often' }, '.max: found "often"; allowed: a number of minutes from 1 to 999999999'],
])('%j is refused', (values, issue) => {
  expect(read(values).issues).toEqual([`configuration.${key}${issue}`]);
});
