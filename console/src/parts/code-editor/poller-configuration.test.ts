import { describe, expect, test } from 'vitest';
import { isRecord } from '../../../../src/lib/json.ts';
import { commonDateFormats } from '../../../../src/model/date-formats.ts';
import { newFindings } from '../../../../src/model/findings/findings.ts';
import { pollerConfigurationSchema } from '../../../../src/model/poller-configuration/poller-configuration-schema.ts';
import { readPollerConfiguration } from '../../../../src/model/poller-configuration/read-poller-configuration.ts';
import { jsonProblems } from './json-problems.ts';
import type { JsonSchema } from './json-schema.ts';

const schema = pollerConfigurationSchema() as JsonSchema;
const problemsOf = (contacts: object) => jsonProblems(JSON.stringify({ contacts }), schema);

/** Whether the schema, and the reader of configurations, take a resource. */
function taken(contacts: object) {
  const findings = newFindings();
  readPollerConfiguration(findings, 'at', { contacts }, {});
  return {
    schema: problemsOf(contacts).every(({ severity }) => severity === 'warning'),
    reader: findings.issues.length === 0,
  };
}

const both = { schema: true, reader: true };
const neither = { schema: false, reader: false };
const url = '/hubs/crm/contacts';

describe('the schema takes what the reader takes', () => {
  test.each([
    { url },
    { url, idField: 'id', pageSize: '20', filterByUpdatedDate: 'TRUE', pollDelay: 1.5, keepRecords: false },
    { url, datesConfiguration: { updatedAtField: 'at', updatedDateFormat: commonDateFormats[0] } },
    { url, polling: { settleSeconds: 60, filter: { boundary: 'exclusive' } }, postHooks: true, strange: [] },
  ])('%j', (contacts) => {
    expect(taken(contacts)).toEqual(both);
  });

  test.each([
    {},
    { url: 5 },
    { url, pageSize: 0 },
    { url, pageSize: 'many' },
    { url, changedFields: 'perhaps' },
    { url, datesConfiguration: [] },
    { url, polling: { settle: 60 } },
  ])('and refuses what it refuses: %j', (contacts) => {
    expect(taken(contacts)).toEqual(neither);
  });
});

test('what has another name or no effect is deprecated, with the reason', () => {
  const defs = pollerConfigurationSchema()['$defs'];
  const dates = isRecord(defs) && isRecord(defs['dates']) ? defs['dates']['properties'] : undefined;
  expect(dates).toMatchObject({ updatedAtField: { deprecated: true, description: 'Taken as updatedDateField.' } });
});

test('the messages say what is allowed', () => {
  const told = (contacts: object) => problemsOf(contacts).map(({ message }) => message);
  expect(told({ url, pageSize: 'many' })).toEqual(['pageSize: allowed is a whole number.']);
  expect(told({ url, pageSize: 0 })).toEqual(['pageSize: 0 is less than 1.']);
  expect(told({ url, changedFields: 1 })).toEqual(['changedFields: allowed is true or false.']);
  expect(told({ url, polling: { order: 'up' } })).toEqual([
    'order: allowed is "updatedAscending", "updatedDescending" or "none".',
  ]);
  expect(told({ url, polling: { settle: 1 } })[0]).toContain('settle is not known here; known are order, pageSize');
});
