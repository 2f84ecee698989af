import { expect, test } from 'vitest';
import { outcomeOfDates, outcomeOfOne, outcomeOfUrl } from '../../../test/kit/poller-configuration-outcome.ts';

const rest = "yyyy-MM-dd'T'HH:mm:ss'Z'";

test.each([
  '/hubs/crm/appointments',
  '/pins',
  "/hubs/crm/contacts?where=updated_at>='${date:yyyy-MM-dd'T'HH:mm:ssXXX}'",
  `/hubs/crm/contacts?where=lastUpdated>'\${gmtDate:${rest}}'`,
  "/hubs/payment/events?where=created >'${epoch}'",
  '/hubs/erp/contacts?where=lastModifiedDate>${epoch}',
  "/hubs/social/authors/changes?where=startEpochMillis ='${epoch:ms}'",
  "/hubs/payment/events?where=start_time='${epoch:s}'",
  "/hubs/payment/events?where=start_time='${epoch:us}'",
  "/hubs/social/posts?where=since='${milliseconds}'",
  "/x?where=a='${dateTimeZone:PST:yyyy-MM-dd HH:mm:ss -0800}'",
  "/x?where=a='${dateTimeZone:-8:00:yyyy-MM-dd'T'HH:mm:ssXXX}'",
  "/x?where=a='${DateTimeZone:PST:yyyy-MM-dd'T'HH:mm:ss.SSS}'",
  "/x?where=a='${dateTimeZone:GMT:yyyy-MM-dd}' and b='${nowTimeZone:GMT:yyyy-MM-dd}'",
  '/clients/startingFrom=${epoch:0}',
  "/hubs/marketing/lists/{listId}/contacts?where=modified_after='${epoch}'",
  "/hubs/db/{objectName}?where=date_modified>'${epoch}'",
  '/hubs/helpdesk/resources/articles?where=category%20IS%20NOT%20NULL',
])('%s is taken as it is', (url) => {
  expect(outcomeOfUrl(url)).toMatchObject({ definitions: [{ url }], warnings: [], issues: [] });
});

test.each([
  ['hubs/crm/contacts', '/hubs/crm/contacts', 'taken as /hubs/crm/contacts'],
  [' /hubs/crm/contacts ', '/hubs/crm/contacts', 'blanks around the value taken off'],
  ['/x?where=a>#{epoch}', '/x?where=a>${epoch}', 'time template taken as ${epoch}'],
  [
    `/x?where=a>='{gmtDate:${rest}}'`,
    `/x?where=a>='\${gmtDate:${rest}}'`,
    `time template taken as \${gmtDate:${rest}}`,
  ],
  [
    "/x?where=a>='${date:yyyy-MM-dd}''",
    "/x?where=a>='${date:yyyy-MM-dd}'",
    "odd number of quotes; taken as /x?where=a>='${date:yyyy-MM-dd}'",
  ],
  [
    "/x?where=a>='${date:yyyy-MM-dd}",
    "/x?where=a>='${date:yyyy-MM-dd}'",
    "odd number of quotes; taken as /x?where=a>='${date:yyyy-MM-dd}'",
  ],
])('%s is corrected with a warning', (given, url, warning) => {
  expect(outcomeOfUrl(given)).toMatchObject({
    definitions: [{ url }],
    warnings: [`contacts.url: ${warning}`],
    issues: [],
  });
});

test('the example of the builder documentation, without $ and with an open quote, is mended', () => {
  const given = "/hubs/finance/customers?where=lastModifiedDate>='{gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z}'";
  const { definitions, warnings } = outcomeOfUrl(given);
  expect(definitions[0]?.url).toBe(`/hubs/finance/customers?where=lastModifiedDate>='\${gmtDate:${rest}}'`);
  expect(warnings).toHaveLength(2);
});

test.each([
  ['https://api.example.com/contacts', 'the host of the provider comes from the connector'],
  ['//api.example.com/contacts', 'the host of the provider comes from the connector'],
  ['contacts', 'found "contacts"; allowed: a path of the hub that starts with /'],
  ['/hubs/{{page.hub}}/contacts', 'found the placeholder {{page.hub}} of an example'],
  ['/hubs/<hub>/contacts', 'found the placeholder <hub> of an example'],
  ["/hubs/general/contacts}'", `found "}'" at position 23: a closing brace without an opening one`],
  ["/x?where=a>'${yyyy-MM-dd}'", '${yyyy-MM-dd}'],
  ["/x?where=a>'$yyyy-MM-dd}'", '$yyyy-MM-dd}'],
  ['/x?where=a>${518862600}', '${518862600}'],
  ['/x?where=a>${date:10 digit integer Unix time}', '${date:10 digit integer Unix time}'],
  ["/x?where=a>'${gmtDate:yyyy-MM-dd'", 'closing brace'],
  ["/x?where=a>'${dateTimeZone:Atlantis:yyyy-MM-dd}'", 'Atlantis'],
  ['/x?where=a>${epoch:min}', 'ms, s and us'],
  ['/x?where=a>${gmt:yyyy}', '"gmt" is not known'],
])('%s is refused with its fault', (url, fault) => {
  expect(outcomeOfUrl(url).issues).toEqual([expect.stringMatching(/^contacts\.url: /)]);
  expect(outcomeOfUrl(url).issues[0]).toContain(fault);
});

test.each(["/x?where=a>'${yyyy-MM-dd}'", '/x?where=a>${518862600}', "/x?where=a>'$yyyy-MM-dd}'"])(
  '%s is refused with the right form',
  (url) => {
    expect(outcomeOfUrl(url).issues[0]).toMatch(/\$\{(gmtDate|epoch)/);
  },
);

test('a date without a format needs an updated date to be written like', () => {
  const url = "/x?where=a='${date}'";
  const dates = { updatedDateField: 'u', updatedDateFormat: 'milliseconds' };
  expect(outcomeOfOne({ url, idField: 'id', datesConfiguration: dates }).issues).toEqual([]);
  expect(outcomeOfUrl(url).issues).toEqual([expect.stringContaining('found a date without a format')]);
});

test('a fixed date in the query is accepted with a remark', () => {
  expect(outcomeOfUrl('/hubs/marketing/deals?where=mdate>=2017-02-28T16:11:29-06:00').warnings).toEqual([
    expect.stringContaining('a fixed date in the query makes every poll read everything since then'),
  ]);
});

test.each([{ TimeZone: 'Asia/Kolkata' }, { 'time.zone': 'Asia/Kolkata' }, { time_zone: 'Asia/Kolkata' }])(
  'a zone placeholder is filled from %j',
  (values) => {
    const url = "/x?where=a>'${dateTimeZone:{TimeZone}:yyyy-MM-dd HH:mm:ss}'";
    expect(outcomeOfUrl(url, values).definitions[0]?.url).toBe(url.replace('{TimeZone}', 'Asia/Kolkata'));
    const dates = { updatedDateField: 'u', updatedDateFormat: 'yyyy-MM-dd', updatedDateTimezone: '{TimeZone}' };
    expect(outcomeOfDates(dates, values).definitions[0]?.updated?.timezone).toBe('Asia/Kolkata');
  },
);

test.each([{}, { TimeZone: '' }])('a zone placeholder is refused with %j', (values) => {
  const url = "/x?where=a>'${dateTimeZone:{TimeZone}:yyyy-MM-dd}'";
  expect(outcomeOfUrl(url, values).issues).toEqual([
    'contacts.url: found the zone {TimeZone}, but the configuration has no TimeZone; allowed: a zone, or {TimeZone} with configuration.TimeZone set',
  ]);
});
