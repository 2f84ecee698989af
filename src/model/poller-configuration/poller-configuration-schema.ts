import { z } from 'zod';
import type { JsonRecord } from '../../lib/json.ts';
import { pollingOverridesSchema } from '../connector-polling.ts';
import { commonDateFormats } from '../date-formats.ts';
import { keptPollerKeys, pollerConfigurationKeys, type PollerConfigurationKey } from './poller-configuration-keys.ts';

/**
 * `event.poller.configuration` as JSON Schema (draft 2020-12), for editors. It knows what can be said of one value at a
 * time; whether dates, zones and URLs can be used is found out when an instance is written. Other spellings and keys without
 * effect are allowed and `deprecated`, with the reason as their description.
 */
export const pollerConfigurationSchema = (): JsonRecord => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'event.poller.configuration',
  description: 'The polled resources, each under its name, which is the objectType of its events.',
  type: 'object',
  additionalProperties: { $ref: '#/$defs/resource' },
  $defs: {
    resource: {
      description: 'What is polled and how its records are told apart.',
      type: 'object',
      required: keysOf('resource').flatMap(({ key, required }) => (required ? [key] : [])),
      properties: { ...members('resource'), ...kept() },
      additionalProperties: unknown,
    },
    dates: { type: 'object', properties: members('dates'), additionalProperties: unknown },
    polling: pollingSchema(),
  },
});

const unknown: JsonRecord = { deprecated: true, description: 'No such key is known; it is kept and has no effect.' };

const keysOf = (place: PollerConfigurationKey['place']): PollerConfigurationKey[] =>
  pollerConfigurationKeys.filter((key) => key.place === place);

const members = (place: PollerConfigurationKey['place']): JsonRecord =>
  Object.fromEntries(
    keysOf(place).flatMap((known) => [
      [known.key, memberOf(known)],
      ...(known.aliases ?? []).map((alias) => [alias, { deprecated: true, description: `Taken as ${known.key}.` }]),
    ]),
  );

const kept = (): JsonRecord =>
  Object.fromEntries(
    keptPollerKeys.map((key) => [key, { deprecated: true, description: 'Kept, and without effect.' }]),
  );

/** Numbers and booleans may be text. */
const numberText: JsonRecord = { type: 'string', pattern: String.raw`^\s*[+-]?\d+(\.\d+)?\s*$` };
const booleanText: JsonRecord = {
  type: 'string',
  pattern: String.raw`^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$`,
};

function memberOf({ key, type, description, default: byDefault }: PollerConfigurationKey): JsonRecord {
  switch (type) {
    case 'text':
      return { type: 'string', description, ...examplesOf(key) };
    case 'boolean':
      return { anyOf: [{ type: 'boolean' }, booleanText], description, default: byDefault === 'true' };
    case 'number':
      return { anyOf: [key === 'pageSize' ? records : seconds, numberText], description };
    case 'object':
      return { $ref: key === 'polling' ? '#/$defs/polling' : '#/$defs/dates', description };
  }
}

const records: JsonRecord = { type: 'integer', minimum: 1, maximum: 100_000 };
const seconds: JsonRecord = { type: 'number', minimum: 0, maximum: 31_536_000 };

function examplesOf(key: string): JsonRecord {
  if (key.endsWith('Format')) return { examples: [...commonDateFormats] };
  if (key.endsWith('Timezone'))
    return { examples: ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Tokyo', '-08:00'] };
  return key === 'idField' ? { examples: ['id'] } : {};
}

function pollingSchema(): JsonRecord {
  const { $schema: _same, ...schema } = z.toJSONSchema(pollingOverridesSchema, { io: 'input', unrepresentable: 'any' });
  return schema as JsonRecord;
}
