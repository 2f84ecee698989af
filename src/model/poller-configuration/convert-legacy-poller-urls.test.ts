import { expect, test } from 'vitest';
import { newFindings } from '../findings/findings.ts';
import { convertLegacyPollerUrls } from './convert-legacy-poller-urls.ts';

const defaults = {
  contacts: { url: '/hubs/crm/contacts', idField: 'vid' },
  leads: { url: '/hubs/crm/leads', idField: 'id' },
};

function convert(text: string) {
  const findings = newFindings();
  const configuration = convertLegacyPollerUrls(findings, 'urls', text, defaults);
  return { configuration, warnings: findings.warnings, issues: findings.issues.map(({ message }) => message) };
}

test('a full line gives every setting its column', () => {
  const line = "deals|/hubs/crm/deals?where=m>'${epoch}'|deal.id|modified|yyyy-MM-dd|PST|created|milliseconds|GMT";
  expect(convert(line)).toEqual({
    configuration: {
      deals: {
        url: "/hubs/crm/deals?where=m>'${epoch}'",
        idField: 'id',
        xPath: 'deal.id',
        datesConfiguration: {
          updatedDateField: 'modified',
          updatedDateFormat: 'yyyy-MM-dd',
          updatedDateTimezone: 'PST',
          createdDateField: 'created',
          createdDateFormat: 'milliseconds',
          createdDateTimezone: 'GMT',
        },
      },
    },
    warnings: [{ path: 'urls', message: 'deals: this form names no idField; id is assumed' }],
    issues: [],
  });
});

test.each(['contacts|leads', 'contacts\nleads', ' contacts |\r\n\r\nleads'])(
  '%j means the resources of the connector',
  (text) => {
    expect(convert(text)).toEqual({ configuration: defaults, warnings: [], issues: [] });
  },
);

test('a line with a URL of its own keeps the id field of the connector', () => {
  expect(convert("contacts|/hubs/crm/contacts?where=since='${date:yyyy-MM-dd'T'HH:mm:ss'Z'}'").configuration).toEqual({
    contacts: { url: "/hubs/crm/contacts?where=since='${date:yyyy-MM-dd'T'HH:mm:ss'Z'}'", idField: 'vid' },
  });
});

test('a name that the connector does not poll is refused with the nearest one', () => {
  expect(convert('contacs').issues).toEqual([
    'found the resource contacs without a URL; allowed: its URL after |, or one of contacts, leads. Did you mean contacts?',
  ]);
});

test('a line without a name is refused', () => {
  expect(convert('|/hubs/crm/contacts').issues[0]).toContain(
    'found a line without a resource name (/hubs/crm/contacts)',
  );
});
