import { expect, test } from 'vitest';
import { getWithToken, simulatorForTest } from '../simulator-for-test.ts';

interface Columns {
  listId: string;
  offset: number;
  count: number;
  totalCount: number;
  emailColumn: number;
  headers: string[];
  data: string[][];
}
interface Results {
  count: number;
  totalCount: number;
  result: Record<string, unknown>[];
}

test('a list answers in columns, with both dates as strings of milliseconds when asked for', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { acton } = simulator;
  for (let number = 0; number < 27; number++) acton.create('l-0001', { 'First Name': `Pat ${number}` });
  const createdMs = String(clock.now());
  clock.advance(5000);
  acton.update('l-0001:1a', { Company: 'Moved' });
  const { body } = await getWithToken<Columns>(acton, '/api/1/list/l-0001?datequalifiers=true&offset=26');
  expect(body).toMatchObject({ listId: 'l-0001', offset: 26, count: 1, totalCount: 27 });
  expect(body.headers[0]).toBe('_contact_id_');
  expect(body.headers.slice(-2)).toEqual(['__created_date', '__modified_date']);
  expect(body.headers[body.emailColumn]).toBe('E-mail Address');
  const [row = []] = body.data;
  expect(row[0]).toBe('l-0001:1a');
  expect(row[1]).toBe('Pat 26');
  expect(row.slice(-2)).toEqual([createdMs, String(clock.now())]);
  const plain = await getWithToken<Columns>(acton, '/api/1/list/l-0001?count=2');
  expect(plain.body.headers).not.toContain('__modified_date');
  expect(plain.body.data.map((cells) => cells.length)).toEqual([plain.body.headers.length, plain.body.headers.length]);
});

test('modafter and the other bounds are milliseconds, and leave out the millisecond they name', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { acton } = simulator;
  const start = clock.now();
  for (const name of ['a', 'b', 'c']) {
    acton.create('l-0001', { 'First Name': name });
    clock.advance(1000);
  }
  acton.update('l-0001:0', { 'Last Name': 'again' });
  const names = async (query: string) => {
    const { body } = await getWithToken<Columns>(acton, `/api/1/list/l-0001?datequalifiers=true&${query}`);
    expect(body.totalCount).toBe(body.data.length);
    return body.data.map((cells) => cells[1]);
  };
  expect(await names(`modafter=${start + 1000}`)).toEqual(['a', 'c']);
  expect(await names(`modafter=${start + 999}`)).toEqual(['a', 'b', 'c']);
  expect(await names(`modbefore=${start + 2000}`)).toEqual(['b']);
  expect(await names(`createdafter=${start}&createdbefore=${start + 2000}`)).toEqual(['b']);
  expect(await names(`modafter=${start + 1000}&createdbefore=${start + 1000}`)).toEqual(['a']);
});

test('a page holds at most 1000 rows, whatever count says, and the total is of all pages', async () => {
  const { simulator } = await simulatorForTest();
  const { acton } = simulator;
  acton.load(1500, { resource: 'l-0002' });
  const first = await getWithToken<Columns>(acton, '/api/1/list/l-0002?count=5000&datequalifiers=true');
  expect(first.body).toMatchObject({ count: 1000, totalCount: 1500 });
  const second = await getWithToken<Columns>(acton, '/api/1/list/l-0002?count=1000&offset=1000&datequalifiers=true');
  expect(second.body).toMatchObject({ count: 500, totalCount: 1500 });
  expect(new Set([...first.body.data, ...second.body.data].map(([id]) => id)).size).toBe(1500);
});

test('fields chooses columns and cannot be combined with datequalifiers; CSV is a format too', async () => {
  const { simulator } = await simulatorForTest();
  const { acton } = simulator;
  acton.create('l-0001', { 'First Name': 'Pat', Company: 'Say "hi", Inc.' });
  const chosen = await getWithToken<Columns>(acton, '/api/1/list/l-0001?fields=Company;First%20Name');
  expect(chosen.body.headers).toEqual(['Company', 'First Name']);
  expect(chosen.body.data).toEqual([['Say "hi", Inc.', 'Pat']]);
  expect((await getWithToken(acton, '/api/1/list/l-0001?fields=Company&datequalifiers=true')).status).toBe(400);
  const headers = { authorization: `Bearer ${acton.issueTokens().access_token}` };
  const csv = await fetch(`${acton.baseUrl}/api/1/list/l-0001?fields=Company&responseformat=CSV`, { headers });
  expect(await csv.text()).toBe('"Company"\r\n"Say ""hi"", Inc."\r\n');
});

test('the list of lists shows every list with its last change, and a new id makes a new list', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { acton } = simulator;
  clock.advance(777);
  acton.create('l-0007', {});
  const { body } = await getWithToken<Results>(acton, '/api/1/list?listingtype=contact_list');
  expect(body.totalCount).toBe(3);
  expect(body.result.map(({ id }) => id)).toEqual(['l-0001', 'l-0002', 'l-0007']);
  expect(body.result[2]).toMatchObject({ tsLastModified: clock.now(), sourceSize: '1' });
  expect(() => acton.create('somewhere')).toThrow('No collection somewhere; there are: l-0001, l-0002');
});

test('the total of a suppression list is always -1', async () => {
  const { simulator, clock } = await simulatorForTest();
  const { acton } = simulator;
  acton.create('hardbounce', { email: 'john.doe@example.com' });
  const { body } = await getWithToken<Results>(acton, '/api/1/list/hardbounce');
  expect(body).toMatchObject({ count: 1, totalCount: -1 });
  expect(body.result).toEqual([{ email: 'john.doe@example.com', timestamp: clock.now(), origin: 'User: John Doe' }]);
  const none = await getWithToken<Results>(acton, `/api/1/list/hardbounce?createdafter=${clock.now()}`);
  expect(none.body).toMatchObject({ count: 0, totalCount: -1, result: [] });
});

test('one record is a row of cells without headers', async () => {
  const { simulator } = await simulatorForTest();
  const { acton } = simulator;
  acton.create('l-0001', { 'First Name': 'Pat' });
  const { body } = await getWithToken<string[]>(acton, '/api/1/list/l-0001/record/l-0001%3A0');
  expect(body.slice(0, 2)).toEqual(['l-0001:0', 'Pat']);
  expect(body).toHaveLength(9);
  expect((await getWithToken(acton, '/api/1/list/l-0001/record/l-0001%3A5')).status).toBe(404);
  expect((await getWithToken(acton, '/api/1/list/l-0099')).status).toBe(404);
});

test('newer headings of the date columns can be chosen', async () => {
  const { simulator } = await simulatorForTest();
  const { acton } = simulator;
  acton.setOptions({ dateHeaders: 'plain' });
  const { body } = await getWithToken<Columns>(acton, '/api/1/list/l-0001?datequalifiers=true');
  expect(body.headers.slice(-2)).toEqual(['created_date', 'modified_date']);
  expect(() => acton.setOptions({ dateHeaders: 'other' })).toThrow('allowed: underscored, plain');
  expect(() => acton.create('l-0001', { Colour: 'red' })).toThrow('list l-0001 has no field Colour');
});

test('the history tells rows as objects under their headers', async () => {
  const { simulator } = await simulatorForTest();
  const { acton } = simulator;
  const created = acton.create('l-0001', { 'First Name': 'Pat' });
  acton.update(created.id, { 'First Name': 'Sam' });
  acton.delete(created.id);
  const history = acton.history('l-0001');
  expect(history.map(({ type, id }) => [type, id])).toEqual([
    ['CREATED', 'l-0001:0'],
    ['UPDATED', 'l-0001:0'],
    ['DELETED', 'l-0001:0'],
  ]);
  expect(history[1]?.record).toMatchObject({ _contact_id_: 'l-0001:0', 'First Name': 'Sam' });
  expect(history[1]?.record['__modified_date']).toBe(String(Math.floor((history[1]?.updatedAt ?? 0) / 1000)));
});
