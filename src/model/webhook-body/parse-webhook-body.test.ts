import { expect, test } from 'vitest';
import { parseWebhookBody } from './parse-webhook-body.ts';

const post = (body: string | Buffer, contentType?: string) =>
  parseWebhookBody({
    method: 'POST',
    query: { from: 'the query' },
    headers: contentType === undefined ? {} : { 'content-type': contentType },
    body: Buffer.from(body),
  });

const form = 'application/x-www-form-urlencoded';

test('JSON is read whatever the content type says', () => {
  for (const type of ['application/json', 'text/plain', form, undefined, 'application/cloudevents+json; charset=utf-8'])
    expect(post(' {"id": 1}', type)).toEqual({ kind: 'json', value: { id: 1 } });
});

test('long numbers keep their digits', () => {
  expect(post('[12345678901234567890]').value).toEqual(['12345678901234567890']);
});

test('a byte order mark is no part of the text, and a charset is heeded', () => {
  expect(post('\ufeff{"a":1}', 'application/json').value).toEqual({ a: 1 });
  expect(post(Buffer.from('{"a":"ü"}', 'latin1'), 'application/json; charset=iso-8859-1').value).toEqual({ a: 'ü' });
  expect(post('{"a":"ü"}', 'application/json; charset=nobody-knows').value).toEqual({ a: 'ü' });
});

test('a form is read by its content type, or where it can be nothing else', () => {
  expect(post('a[b]=1', `${form}; charset=UTF-8`)).toEqual({ kind: 'form', value: { a: { b: '1' } } });
  expect(post('a%5Bb%5D=1&c=')).toEqual({ kind: 'form', value: { a: { b: '1' }, c: '' } });
  expect(post('5', form)).toEqual({ kind: 'form', value: { 5: '' } });
  expect(post('a=1', 'application/json')).toMatchObject({ kind: 'unreadable' });
});

test('a POST without a body is empty, a GET says what its query says', () => {
  expect(post('')).toEqual({ kind: 'empty', value: {} });
  const get = { method: 'GET', query: { ticket: '5' }, headers: {}, body: Buffer.from('{"ignored":true}') };
  expect(parseWebhookBody(get)).toEqual({ kind: 'query', value: { ticket: '5' } });
});

test('what cannot be read says why, and keeps its text for hooks', () => {
  expect(post('{"a": }', 'application/json')).toEqual({
    kind: 'unreadable',
    value: '{"a": }',
    reason: 'the body is not JSON: value expected at line 1, column 7, found "}"',
  });
  expect(post('<a/>', 'text/xml')).toEqual({
    kind: 'unreadable',
    value: '<a/>',
    reason: 'found a body of text/xml; allowed: JSON, or a form as application/x-www-form-urlencoded',
  });
  expect(post('hello there').reason).toContain('found a body without a content type');
  expect(post('['.repeat(100_000), 'application/json').reason).toContain('more than 100 levels');
  expect(post('a=1&'.repeat(10_001), form).reason).toBe('the form has more than 10000 fields');
});
