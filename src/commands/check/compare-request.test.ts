import { describe, expect, test } from 'vitest';
import { compareRequest } from './compare-request.ts';

const made = (url: string, more: Partial<Parameters<typeof compareRequest>[1]> = {}) => ({
  method: 'GET',
  url,
  headers: {},
  body: '',
  ...more,
});
const told = (url: string, more: Partial<Parameters<typeof compareRequest>[0]> = {}) => ({
  method: 'GET',
  url,
  headers: {},
  ...more,
});
const base = 'https://api.example/v1';

describe('compareRequest', () => {
  test('a fixture may write its URL decoded, encoded, or with the host', () => {
    const request = made('https://api.example/v1/rows?filter%5Ba%5D=1%202');
    for (const url of [
      '/v1/rows?filter[a]=1 2',
      '/v1/rows?filter%5Ba%5D=1%202',
      'https://api.example/v1/rows?filter[a]=1 2',
    ])
      expect(compareRequest(told(url), request, base)).toEqual([]);
  });

  test('another host has to be told', () => {
    expect(compareRequest(told('/v1/rows'), made('https://other.example/v1/rows'), base)).toEqual([
      'path: /v1/rows told, https://other.example/v1/rows made',
    ]);
  });

  test('each parameter that differs is named; the same ones in another order are a difference too', () => {
    expect(compareRequest(told('/v1/r?a=1&b=2'), made('https://api.example/v1/r?a=1&b=3&c=4'), base)).toEqual([
      'parameter b: "2" told, "3" made',
      'parameter c: none told, "4" made',
    ]);
    expect(compareRequest(told('/v1/r?a=1&b=2'), made('https://api.example/v1/r?b=2&a=1'), base)).toEqual([
      'the order of the parameters: a=1&b=2 told, b=2&a=1 made',
    ]);
  });

  test('method, headers that are told, and the body are compared; the body as JSON', () => {
    const request = made('https://api.example/v1/r', {
      method: 'POST',
      headers: { 'x-a': '1' },
      body: '{"b":1,"a":[2]}',
    });
    expect(
      compareRequest(told('/v1/r', { method: 'POST', headers: { 'X-A': '1' }, body: { a: [2], b: 1 } }), request, base),
    ).toEqual([]);
    expect(compareRequest(told('/v1/r', { headers: { 'x-a': '2' } }), request, base)).toEqual([
      'method: GET told, POST made',
      'header x-a: "2" told, "1" made',
      'body: none told, {"b":1,"a":[2]} made',
    ]);
  });
});
