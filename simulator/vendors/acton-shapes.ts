import { samplePerson } from '../sample-person.ts';
import type { Entry, Fields, Shape } from '../types.ts';

export const columns = [
  'First Name',
  'Last Name',
  'Job Title',
  'Company',
  'Business City',
  'E-mail Address',
  'Lead Source',
  'Timezone',
] as const;
export const idHeader = '_contact_id_';
export const emailColumn = 1 + columns.indexOf('E-mail Address');

const storedDateHeaders = ['__created_date', '__modified_date'] as const;
const suppressionFields = ['email', 'origin', 'timestamp'];

/** A marketing list: rows of strings under headers; ids are `l-0001:1a`, with the number in hexadecimal. */
export function listShape(listId: string, dateHeaders: () => readonly [string, string]): Shape {
  const allowed: string[] = [...columns, ...storedDateHeaders];
  return {
    resource: listId,
    precisionMicros: 1000,
    ownSequence: true,
    idOf: (number) => `${listId}:${number.toString(16)}`,
    checkFields: (fields) => checkNames(`list ${listId}`, fields, allowed),
    serialise: (entry) => JSON.stringify(row(entry)),
    toRecord: (json) => {
      const headers = [idHeader, ...columns, ...dateHeaders()];
      const cells = JSON.parse(json) as string[];
      return Object.fromEntries(headers.map((header, index) => [header, cells[index]]));
    },
  };
}

/** Hard bounces, spam complaints and opt-outs: one object per address. */
export function suppressionShape(name: string): Shape {
  return {
    resource: name,
    precisionMicros: 1000,
    ownSequence: true,
    idOf: (number, fields) => `${name}:${suppressedAddress(number, fields)}`,
    checkFields: (fields) => checkNames(name, fields, suppressionFields),
    serialise: ({ number, createdAt, fields }) =>
      JSON.stringify({
        email: suppressedAddress(number, fields),
        timestamp: Math.floor(createdAt / 1000),
        origin: 'User: John Doe',
        ...fields,
      }),
    toRecord: (json) => JSON.parse(json) as Fields,
  };
}

/** The cells of a row with both dates at its end, as strings of milliseconds. */
function row({ id, number, createdAt, updatedAt, fields }: Omit<Entry, 'bytes'>): string[] {
  const person = samplePerson(number);
  const defaults: Record<(typeof columns)[number], string> = {
    'First Name': person.firstName,
    'Last Name': person.lastName,
    'Job Title': person.title,
    Company: person.company,
    'Business City': person.city,
    'E-mail Address': person.email,
    'Lead Source': 'Organic Search',
    Timezone: 'America/Los_Angeles',
  };
  const [created, modified] = storedDateHeaders;
  return [
    id,
    ...columns.map((column) => cell(fields[column] ?? defaults[column])),
    cell(fields[created] ?? Math.floor(createdAt / 1000)),
    cell(fields[modified] ?? Math.floor(updatedAt / 1000)),
  ];
}

/** Every cell is a string at this vendor, numbers too. */
function cell(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function suppressedAddress(number: number, fields: Fields): string {
  return typeof fields['email'] === 'string' ? fields['email'] : samplePerson(number).email;
}

function checkNames(place: string, fields: Fields, allowed: readonly string[]): void {
  for (const name of Object.keys(fields)) {
    if (!allowed.includes(name)) throw new Error(`${place} has no field ${name}; it has: ${allowed.join(', ')}.`);
  }
}
