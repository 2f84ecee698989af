import { expect, test } from 'vitest';
import type { JsonRecord } from '../../lib/json.ts';
import { completeValues } from '../../model/instance-configuration/collect-values.ts';
import { newFindings } from '../../model/findings/findings.ts';
import { readElement } from './read-element.ts';
import { writeElement } from './write-element.ts';
import { testConnector } from '../../../test/kit/test-connector.ts';

/** What exported documents leave open, or leave to each instance. */

const read = (rest: JsonRecord) => readElement({ name: 'Sample', ...rest });
const entry = (key: string, defaultValue?: string, rest: JsonRecord = {}): JsonRecord => ({
  key,
  type: 'TEXTFIELD',
  ...(defaultValue !== undefined && { defaultValue }),
  ...rest,
});
const list = (rest: JsonRecord = {}): JsonRecord => ({
  type: 'api',
  method: 'GET',
  path: '/hubs/general/rows',
  vendorPath: '/rows',
  ...rest,
});
const query = (name: string, vendorName: string): JsonRecord => ({
  name,
  type: 'query',
  vendorName,
  vendorType: 'query',
});
const told = ({ remarks }: ReturnType<typeof readElement>) =>
  remarks.map(({ path, outcome, reason }) => `${path} ${outcome}: ${reason}`);

test.each(['{store.url}', '{store.url}/v3/'])(
  'the base URL may begin with an entry that holds an address: %s',
  (url) => {
    const result = read({ configuration: [entry('base.url', url), entry('store.url', undefined, { required: true })] });
    expect(result.connector.baseUrl).toBe(url.replace(/\/$/, ''));
    expect(told(result)).toEqual([]);
  },
);

test('a base URL of which an entry is only the host needs its scheme, and that is told', () => {
  const result = read({ configuration: [entry('base.url', '{site}.example.com')] });
  expect(result.connector.baseUrl).toBe('');
  expect(told(result)).toEqual([expect.stringContaining('configuration[0].defaultValue changed: {site}.example.com')]);
});

test('entries of one kind of authentication are required only of instances that choose it', () => {
  const options = [{ value: 'basic' }, { value: 'custom' }];
  const { connector } = read({
    configuration: [
      entry('authentication.type', 'custom', { type: 'COMBO', options }),
      entry('api.token', undefined, { required: true, groupName: 'custom' }),
      entry('password', undefined, { required: true, groupName: 'basic' }),
      entry('site', undefined, { required: true, groupName: 'Account' }),
    ],
  });
  const missing = (values: Record<string, string>) => {
    const findings = newFindings();
    completeValues(findings, { site: 'x', ...values }, connector.configuration);
    return findings.issues.map(({ path }) => path);
  };
  expect(missing({})).toEqual(['configuration.api.token']);
  expect(missing({ 'authentication.type': 'basic' })).toEqual(['configuration.password']);
  expect(missing({ site: '', 'api.token': 't' })).toEqual(['configuration.site']);
});

test.each([[query('nextPage', 'next_page_token')], [query('page', 'cursor')]])(
  'a page that is no number, and that nothing in the answer gives, is not counted: %j',
  (parameter) => {
    const configuration = [entry('pagination.type', 'page starts with 1'), entry('pagination.max', '30')];
    const result = read({ configuration, resources: [list({ parameters: [parameter, query('pageSize', 'size')] })] });
    expect(result.connector.resources['rows']?.paging).toEqual({ kind: 'none', maxRows: 30 });
    expect(told(result)).toEqual([expect.stringContaining('only the first 30 records are read')]);
  },
);

const template = JSON.stringify({ '{objectName}': { url: '/hubs/general/{objectName}', idField: 'id' } });
const anyObject = list({ path: '/hubs/general/{objectName}', vendorPath: '/{objectName}' });

test('a poll of {objectName} becomes one for each of event.objects', () => {
  const configuration = [entry('event.poller.configuration', template), entry('event.objects', 'tables, rows')];
  const result = read({ configuration, resources: [anyObject] });
  expect(result.connector.events.polling.configuration).toEqual({
    tables: { url: '/hubs/general/tables', idField: 'id' },
    rows: { url: '/hubs/general/rows', idField: 'id' },
  });
  expect(told(result)).toEqual([]);
});

test('a poll of {objectName} that nothing fills is left out, so that instances can be made, and told', () => {
  const configuration = [entry('event.poller.configuration', template)];
  const result = read({ configuration, resources: [anyObject] });
  expect(result.connector.events.polling.configuration).toEqual({});
  expect(told(result)).toEqual([
    'configuration[0].defaultValue.{objectName} notRun: it is not polled by default: nothing says what {objectName} stands for; name what is polled in event.poller.configuration of each instance',
  ]);
  const filled = read({ configuration: [...configuration, entry('objectName')], resources: [anyObject] });
  expect([Object.keys(filled.connector.events.polling.configuration), told(filled)]).toEqual([['{objectName}'], []]);
});

test.each([
  ['done({', 'SyntaxError: missing ) after argument list (at its end)'],
  ['let a = 1;\n  a b', "SyntaxError: Unexpected identifier 'b' (line 2, column 5)"],
  ['done({}) }', "SyntaxError: Unexpected token '}'"],
  ['('.repeat(1_000_000), 'RangeError: Maximum call stack size exceeded'],
])('code of a hook that is no JavaScript stays, and is told with its place', (body, fault) => {
  const result = read({ resources: [list({ hooks: [{ type: 'preRequest', body }] })] });
  expect(result.connector.resources['rows']?.hooks.preRequest?.body).toBe(body);
  expect(told(result)).toEqual([
    expect.stringContaining(`resources[0].hooks[0] notRun: every request that it stands around fails: ${fault}`),
  ]);
});

test('code of a hook may declare names of its variables, return and await', () => {
  const body = 'const request_path = await 1; if (request_path) return 1; done({}) // end';
  expect(told(read({ hooks: [{ type: 'preRequest', body }] }))).toEqual([]);
});

test('what stands above the resources of a connector of ours and has no effect is remarked on', () => {
  const document = writeElement(testConnector({}, {}));
  const parameters = [
    { ...query('q', 'q'), type: 'value' },
    { name: 'v', type: 'value', vendorName: 'X-V', vendorType: 'header' },
  ];
  const changed = { ...document, authentication: { type: 'oauth1' }, typeOauth: true, parameters };
  const result = readElement(changed);
  expect(result.remarks.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual([
    'authentication ignored',
    'parameters[0] ignored',
    'typeOauth ignored',
  ]);
  expect(result.connector.headers).toMatchObject({ 'X-V': 'v' });
});

test('what is wrong in our own form is told with what was found and what is allowed', () => {
  const document = writeElement(testConnector({}, {}));
  const { tidings, resources } = document as { tidings: { connector: JsonRecord }; resources: JsonRecord[] };
  const connector = { ...tidings.connector, rateLimit: { limits: 'x' } };
  expect(() => readElement({ ...document, tidings: { connector } })).toThrow(
    'tidings.connector.rateLimit.limits: found "x"; allowed: an array',
  );
  const [first] = resources;
  const paging = { ...(first?.['tidings'] as JsonRecord), idField: 7 };
  expect(told(readElement({ ...document, resources: [{ ...first, tidings: paging }] }))).toContain(
    'resources[0].tidings notRun: idField: found the number 7; allowed: a text',
  );
});
