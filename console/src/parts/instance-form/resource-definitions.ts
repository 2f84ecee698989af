/** One polled resource, as `event.poller.configuration` has it. Members that no field knows stay as they are. */
export type Definition = Readonly<Record<string, unknown>>;
/** By name. */
export type Definitions = Readonly<Record<string, Definition>>;

/** Fields of the form, and where they stand: their place, and the spellings that are in use. */
const places = {
  url: { spellings: ['url'], inDates: false },
  idField: { spellings: ['idField'], inDates: false },
  updatedField: { spellings: ['updatedDateField', 'updatedAtField'], inDates: true },
  updatedFormat: { spellings: ['updatedDateFormat', 'updatedAtFormat'], inDates: true },
  updatedTimezone: { spellings: ['updatedDateTimezone', 'updatedAtTimezone'], inDates: true },
  createdField: { spellings: ['createdDateField', 'createdAtField'], inDates: true },
  createdFormat: { spellings: ['createdDateFormat', 'createdAtFormat'], inDates: true },
  createdTimezone: { spellings: ['createdDateTimezone', 'createdAtTimezone'], inDates: true },
} as const satisfies Record<string, { spellings: readonly string[]; inDates: boolean }>;

export type DefinitionField = keyof typeof places;
export const definitionFields = Object.keys(places) as DefinitionField[];

const datesKey = 'datesConfiguration';

/** The text of one field. */
export function readField(definition: Definition, field: DefinitionField): string {
  const from = recordAt(definition, field);
  const value = from[spellingIn(from, field)];
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

/** With another text in one field, in the spelling that the definition has; empty takes it away. */
export function writeField(definition: Definition, field: DefinitionField, text: string): Definition {
  const from = recordAt(definition, field);
  const { [spellingIn(from, field)]: _before, ...rest } = from;
  const changed = text === '' ? rest : { ...from, [spellingIn(from, field)]: text };
  return places[field].inDates ? withDates(definition, changed) : changed;
}

/** Where an issue of the server belongs: `datesConfiguration.updatedAtFormat` → updatedFormat; undefined: to none of the fields. */
export function fieldOfPath(path: string): DefinitionField | undefined {
  const name = path.startsWith(`${datesKey}.`) ? path.slice(datesKey.length + 1) : path;
  return definitionFields.find((field) => (places[field].spellings as readonly string[]).includes(name));
}

/** Removes one, or puts it back: as it was before, else as the connector has it. */
export function toggled(definitions: Definitions, name: string, restored: Definition | undefined): Definitions {
  if (!Object.hasOwn(definitions, name)) return { ...definitions, [name]: restored ?? {} };
  const { [name]: _removed, ...rest } = definitions;
  return rest;
}

/**
 * What is written into the request: nothing, where all is as the connector has it, so that its improvements reach the
 * instance.
 */
export const written = (definitions: Definitions, defaults: Definitions): Definitions | undefined =>
  same(definitions, defaults) ? undefined : definitions;

/** What is in force, of a configuration value that may be absent, an object, or JSON text. Undefined: it is none of these. */
export function definitionsIn(value: unknown, defaults: Definitions): Definitions | undefined {
  if (value === undefined || value === null || value === '') return defaults;
  const read = typeof value === 'string' ? parsed(value) : value;
  if (!isRecord(read)) return undefined;
  return Object.values(read).every(isRecord) ? (read as Definitions) : undefined;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordAt(definition: Definition, field: DefinitionField): Definition {
  if (!places[field].inDates) return definition;
  const dates = definition[datesKey];
  return isRecord(dates) ? dates : {};
}

function spellingIn(record: Definition, field: DefinitionField): string {
  const { spellings } = places[field];
  return spellings.find((spelling) => Object.hasOwn(record, spelling)) ?? spellings[0];
}

function withDates(definition: Definition, dates: Definition): Definition {
  if (Object.keys(dates).length > 0) return { ...definition, [datesKey]: dates };
  const { [datesKey]: _empty, ...rest } = definition;
  return rest;
}

/** Equal values, whatever the order of their members. */
function same(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return JSON.stringify(a) === JSON.stringify(b);
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
  );
}
