import type { ElementDetails } from '../builder-query.ts';
import type { PollEntry } from './poll-entry.ts';

/** What a document says of a hub resource that can be polled. */
export interface ModelledResource {
  /** As the hub has it: the last part of its path that is no id. */
  name: string;
  /** `/hubs/crm/contacts`. */
  path: string;
  /** The fields of its records, where it has a model. */
  fields: ModelField[];
  /** The field of the id, where the model tells it. */
  idField: string | undefined;
}

export interface ModelField {
  name: string;
  /** Of JSON Schema. */
  type: string | undefined;
  format: string | undefined;
  example: unknown;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The lists that a connector can read, by name. */
export function modelledResources({
  resources,
  objects,
}: Pick<ElementDetails, 'resources'> & Json): ModelledResource[] {
  const objectFields = new Map(
    (Array.isArray(objects) ? objects : []).filter(isObject).map((one) => [textOf(one['name']), fieldsOfObject(one)]),
  );
  const found = resources.filter(isObject).flatMap((resource) => {
    const path = textOf(resource['path']);
    const method = textOf(resource['method'])?.toUpperCase() ?? 'GET';
    const isApi = /^api/i.test(textOf(resource['type']) ?? 'api');
    if (path === undefined || method !== 'GET' || !isApi || path.endsWith('}')) return [];
    const name = path.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? path;
    const { fields, idField } = modelOf(resource['model']);
    return [{ name, path, fields: fields.length > 0 ? fields : (objectFields.get(name) ?? []), idField }];
  });
  return found.filter(({ path }, index) => found.findIndex((other) => other.path === path) === index);
}

function modelOf(model: unknown): Pick<ModelledResource, 'fields' | 'idField'> {
  const none = { fields: [], idField: undefined };
  if (!isObject(model)) return none;
  const name = textOf(model['name']);
  const schemas = isObject(model['swagger']) ? model['swagger'] : {};
  const schema = name !== undefined && isObject(schemas[name]) ? schemas[name] : Object.values(schemas).find(isObject);
  if (!schema) return none;
  const keys = schema['x-primary-key'];
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  return {
    fields: Object.entries(properties).map(([field, said]) => fieldOf(field, isObject(said) ? said : {})),
    idField: textOf(Array.isArray(keys) ? keys[0] : keys),
  };
}

const fieldsOfObject = ({ fields }: Json): ModelField[] =>
  (Array.isArray(fields) ? fields : []).filter(isObject).flatMap((field) => {
    const name = textOf(field['vendorPath']) ?? textOf(field['name']) ?? textOf(field['path']);
    return name === undefined ? [] : [fieldOf(name, field)];
  });

const fieldOf = (name: string, said: Json): ModelField => ({
  name,
  type: textOf(said['type']),
  format: textOf(said['format']) ?? textOf(said['mask']),
  example: said['example'],
});

/** The resource that a poll URL reads. */
export function resourceOfUrl(resources: readonly ModelledResource[], url: string): ModelledResource | undefined {
  const path = url.split('?')[0] ?? '';
  return resources.find((one) => one.path === path);
}

const guesses = {
  updated: [
    /^(date_?)?(last_?)?(updated|modified|changed)(_?(at|on|date|time))?$/i,
    /^m_?(date|time)$/i,
    /(updat|modif|chang)/i,
  ],
  created: [/^(date_?)?created(_?(at|on|date|time))?$/i, /^c_?(date|time)$/i, /creat/i],
} as const;

/** The entry that a new resource begins with: what the model tells, and nothing that would have to be believed. */
export function firstEntry(name: string, hub: string, known: ModelledResource | undefined): PollEntry {
  const fields = known?.fields ?? [];
  const updated = guess(fields, guesses.updated);
  const created = guess(fields, guesses.created);
  const dates = {
    ...(updated !== undefined && { updatedDateField: updated }),
    ...(created !== undefined && { createdDateField: created }),
  };
  const idField = known?.idField ?? fields.find((field) => /^id$/i.test(field.name))?.name;
  return {
    url: known?.path ?? `/hubs/${hub}/${name}`,
    ...(idField !== undefined && { idField }),
    ...(Object.keys(dates).length > 0 && { datesConfiguration: dates }),
  };
}

const guess = (fields: readonly ModelField[], patterns: readonly RegExp[]): string | undefined =>
  patterns.flatMap((pattern) => fields.filter(({ name }) => pattern.test(name) && !/by(_?id)?$/i.test(name)))[0]?.name;
