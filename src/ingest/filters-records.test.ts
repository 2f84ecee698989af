import { expect, test } from 'vitest';
import { filtersRecords } from './filters-records.ts';

const since = "${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSSXXX}";

test.each([
  ['/hubs/crm/contacts', false],
  ['/hubs/crm/contacts?pageSize=5&expand=owner', false],
  [`/hubs/crm/contacts?where=updated>='${since}'`, false],
  ['/hubs/crm/contacts?where=updated>=${milliseconds}', false],
  [`/hubs/crm/contacts?where=updated>='${since}' and updated<='${since}'`, false],
  [`/hubs/crm/contacts?where=updated>='${since}' and status='open'`, true],
  [`/hubs/crm/contacts?where=not updated>='${since}'`, true],
  [`/hubs/crm/contacts?where=updated>='${since}' or created>='${since}'`, true],
  ["/hubs/crm/contacts?where=status in ('open')", true],
  ['/hubs/crm/contacts?where=a language of its own', true],
  ['/hubs/crm/contacts?state=open', true],
  [`/hubs/crm/contacts?since=${since}`, false],
  [`/hubs/crm/contacts?updated=gte:${since}&state=open`, true],
  ["/hubs/crm/contacts?updated=>='${date:yyyy-MM-dd}T00:00:00Z'", false],
  ['/hubs/crm/contacts?q=type:open updated>${date}', true],
  [`/hubs/crm/contacts?where=updated>='${since}'&state=open`, true],
  ['/hubs/crm/contacts?per_page=50&$orderby=name&fields=id,name&sort[]=id&opt_fields=id', false],
])('%s takes only some of the records: %s', (url, expected) => {
  expect(filtersRecords(url)).toBe(expected);
});
