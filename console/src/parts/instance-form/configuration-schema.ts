import type { JsonSchema } from '../code-editor/json-schema.ts';
import type { ElementSetup, SetupEntry } from '../../api/catalogue-queries.ts';
import { keys } from './draft.ts';

const text: JsonSchema = { type: 'string' };

const resource: JsonSchema = {
  type: 'object',
  required: ['url'],
  properties: {
    url: { ...text, description: 'Hub path with its query; dates in braces are filled in.' },
    idField: { ...text, description: 'Field of the id of a record.' },
    filterByUpdatedDate: { description: 'false: the created date decides.' },
    pageSize: { description: 'Records per page.' },
    pollDelay: { description: 'Seconds taken off the date of the last poll.' },
    changedFields: { description: 'true: events say which fields differ.' },
    datesConfiguration: {
      type: 'object',
      properties: Object.fromEntries(
        ['updated', 'created'].flatMap((which) => [
          [`${which}DateField`, { ...text, description: `Field of the ${which} date.` }],
          [`${which}DateFormat`, { ...text, examples: ['milliseconds', 'seconds', "yyyy-MM-dd'T'HH:mm:ssXXX"] }],
          [`${which}DateTimezone`, { ...text, examples: ['UTC', 'GMT'] }],
        ]),
      ),
    },
  },
};

/** What the configuration of an instance may hold: completions and hints. The server, not this, decides what is allowed. */
export const configurationSchema = ({ entries, events }: Pick<ElementSetup, 'entries' | 'events'>): JsonSchema => ({
  type: 'object',
  properties: {
    ...Object.fromEntries(entries.map((entry) => [entry.key, schemaOf(entry)])),
    [keys.resources]: {
      type: 'object',
      description: 'The polled resources by name. Absent: those of the connector.',
      properties: Object.fromEntries(Object.keys(events.pollerConfiguration).map((name) => [name, resource])),
      additionalProperties: resource,
    },
    [keys.vendorType]: { ...text, examples: events.mechanisms },
  },
});

const schemaOf = ({ name, description, type, options, defaultValue }: SetupEntry): JsonSchema => ({
  title: name,
  description,
  ...(type.startsWith('BOOLEAN')
    ? { enum: [true, false, 'true', 'false'] }
    : { type: ['string', 'number', 'boolean', 'object'] }),
  ...(options && { examples: options.map(({ value }) => value) }),
  ...(defaultValue !== null && !options && { default: defaultValue }),
});
