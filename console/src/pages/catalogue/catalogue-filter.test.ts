import { expect, test } from 'vitest';
import { hubsOf, matching, readFilter, type Listed } from './catalogue-filter.ts';

const one = (name: string, more: Partial<Listed> = {}): Listed => ({
  key: name.toLowerCase().replaceAll(/\W/g, ''),
  name,
  hub: 'crm',
  description: '',
  eventTypes: ['polling'],
  private: false,
  ...more,
});
const all = [
  one('Zendesk', { hub: 'helpdesk', eventTypes: ['polling', 'webhook'], description: 'Tickets' }),
  one('Act-On', { hub: 'marketing' }),
  one('Stripe', { hub: 'payment', eventTypes: ['webhook'], description: 'Payments that act at once' }),
  one('Harbour', { private: true }),
];
const found = (search: Record<string, unknown>) => matching(all, readFilter(search)).map(({ name }) => name);

test('without a filter all are shown by name', () => {
  expect(found({})).toEqual(['Act-On', 'Harbour', 'Stripe', 'Zendesk']);
});

test('every word must be in the name, the key, the hub or the description; names that begin with it come first', () => {
  expect(found({ q: 'ACT' })).toEqual(['Act-On', 'Stripe']);
  expect(found({ q: 'acton' })).toEqual(['Act-On']);
  expect(found({ q: 'tickets helpdesk' })).toEqual(['Zendesk']);
  expect(found({ q: 'nothing' })).toEqual([]);
});

test('hub, events and origin narrow the list', () => {
  expect(found({ hub: 'payment' })).toEqual(['Stripe']);
  expect(found({ events: 'webhook' })).toEqual(['Stripe', 'Zendesk']);
  expect(found({ events: 'both' })).toEqual(['Zendesk']);
  expect(found({ built: 'here' })).toEqual(['Harbour']);
});

test('a URL that somebody edited is read as far as it makes sense', () => {
  expect(readFilter({ q: 7, events: 'smoke', built: 'there', hub: '' })).toEqual({
    q: '7',
    hub: undefined,
    events: undefined,
    built: undefined,
  });
});

test('hubs are told once, by the alphabet', () => {
  expect(hubsOf(all)).toEqual(['crm', 'helpdesk', 'marketing', 'payment']);
});
