import { expect, test } from 'vitest';
import { testConnector } from '../../test/kit/test-connector.ts';
import { lifecycleSchema } from '../model/connector-lifecycle.ts';
import { lifecycleRequest } from './lifecycle-request.ts';

const connector = testConnector({}, { headers: { 'X-Version': '{api.version}' } });
const values = { 'api.version': '2', 'site.id': 'a/b', domain: 'acme', note: 'x y' };

const requestOf = (request: Record<string, unknown>, given: Record<string, string> = values) => {
  const [step] = lifecycleSchema.parse({ connect: [{ request }] }).connect;
  if (!step) throw new Error('no step');
  return lifecycleRequest(connector, step.request, given);
};

test('a path is added to the base URL, with values encoded and the headers of the connector', () => {
  expect(requestOf({ path: '/sites/{site.id}/hook?full=1', query: { note: '{note}' } })).toEqual({
    method: 'GET',
    url: 'https://sample.example/sites/a%2Fb/hook?full=1&note=x%20y',
    headers: { accept: 'application/json', 'x-version': '2' },
    expectedStatuses: [],
  });
});

test('a whole URL stands for itself, and so does the base URL written out', () => {
  expect(requestOf({ path: 'https://{domain}.example.com/{site.id}' }).url).toBe('https://acme.example.com/a%2Fb');
  expect(requestOf({ path: '{base.url}/me' }).url).toBe('https://sample.example/me');
  expect(requestOf({ path: '{base.url}/me' }, { ...values, 'base.url': 'https://own.example/v1/' }).url).toBe(
    'https://own.example/v1/me',
  );
});

test('a body is JSON or a form', () => {
  const body = { site: '{site.id}', list: ['{note}'] };
  expect(requestOf({ method: 'POST', path: '/', body })).toMatchObject({
    headers: { 'content-type': 'application/json' },
    body: '{"site":"a/b","list":["x y"]}',
  });
  expect(requestOf({ method: 'POST', path: '/', body, format: 'form' })).toMatchObject({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'site=a%2Fb&list=%5B%22x+y%22%5D',
  });
});

test('a header of the connector that waits for what its lifecycle finds out is left out until then', () => {
  const capturing = testConnector(
    {},
    {
      headers: { 'X-Tenant': '{tenant.id}', 'X-Version': '{api.version}' },
      lifecycle: { connect: [{ request: { path: '/tenants' }, capture: { 'tenant.id': 'id' } }] },
    },
  );
  const [step] = capturing.lifecycle.connect;
  if (!step) throw new Error('no step');
  const headersOf = (given: Record<string, string>) => lifecycleRequest(capturing, step.request, given).headers;
  expect(headersOf({ 'api.version': '2' })).toEqual({ accept: 'application/json', 'x-version': '2' });
  expect(headersOf({ 'api.version': '2', 'tenant.id': 't1' })).toMatchObject({ 'x-tenant': 't1' });
  expect(() => headersOf({ 'tenant.id': 't1' })).toThrow(
    'the header X-Version needs the configuration entry api.version',
  );
});

test('an entry that is not set is named', () => {
  expect(() => requestOf({ path: '/sites/{other}' })).toThrow('/sites/{other} needs the configuration entry other');
  expect(() => requestOf({ path: 'https://{host}/me' })).toThrow('needs the configuration entry host');
  expect(() => requestOf({ path: '/', query: { a: '{b}' } })).toThrow('the query a needs the configuration entry b');
  expect(() => requestOf({ path: '/sites/{site.id}' }, { ...values, 'site.id': '..' })).toThrow('site.id: found ".."');
});
