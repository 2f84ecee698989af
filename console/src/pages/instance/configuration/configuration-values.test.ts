import { expect, test } from 'vitest';
import type { SetupEntry } from '../../../api/catalogue-queries.ts';
import {
  changedValues,
  formValues,
  keptSecrets,
  printValues,
  readValues,
  withKeptSecrets,
} from './configuration-values.ts';

const resources = 'event.poller.configuration';
const shown = { site: 'acme', 'api.key': '********', 'base.url': null, [resources]: '{"contacts":{"url":"/x"}}' };
const entry = (key: string, secret: boolean) =>
  ({ key, secret, description: 'A value.', required: true }) as SetupEntry;
const entries = [entry('api.key', true), entry('site', false)];

test('a form has neither secrets nor what is not set', () => {
  expect(formValues(shown)).toEqual({ site: 'acme', [resources]: { contacts: { url: '/x' } } });
});

test('as JSON, secrets are masked and what is JSON stands as such', () => {
  expect(JSON.parse(printValues(shown))).toEqual({
    site: 'acme',
    'api.key': '********',
    [resources]: { contacts: { url: '/x' } },
  });
});

test('only an object can be saved', () => {
  expect(readValues('{"a":1}')).toEqual({ a: 1 });
  expect(['[1]', 'null', '{', '"a"'].map(readValues)).toEqual([undefined, undefined, undefined, undefined]);
});

test('only what differs is asked for; a switch that says the same in another form does not', () => {
  const before = { site: 'acme', on: 'true', [resources]: { contacts: {} } };
  expect(changedValues(before, { site: 'other', on: true, [resources]: { contacts: {} } }, entries)).toEqual({
    site: 'other',
  });
  expect(changedValues(before, { ...before, 'api.key': 'new' }, entries)).toEqual({ 'api.key': 'new' });
});

test('an emptied value is taken away, a secret that is not entered stays', () => {
  expect(changedValues({ site: 'acme', 'api.key': 'typed' }, { 'api.key': '' }, entries)).toEqual({ site: null });
});

test('a secret that is set is kept, and not asked for', () => {
  const kept = keptSecrets(shown);
  expect([...kept]).toEqual(['api.key']);
  expect(withKeptSecrets(entries, kept)).toMatchObject([
    { key: 'api.key', required: false },
    { key: 'site', required: true },
  ]);
});
