import { samplePerson } from '../sample-person.ts';
import type { Entry, Fields, Shape } from '../types.ts';
import { utcMilliseconds } from '../zone-time.ts';

const DAY_MICROS = 86_400_000_000;

/** Contact properties that are shown only when `optional_properties` names them. */
export const optionalProperties = ['custom_fields', 'job_title', 'lead_source_id'];

/** `showDates` false: without creation_date and modification_date, as the vendor's contract has it. */
export function appointmentsShape(showDates: () => boolean): Shape {
  return {
    resource: 'appointments',
    precisionMicros: 1000,
    checkFields: refuseId('appointments'),
    serialise: ({ number, createdAt, updatedAt, fields }) =>
      JSON.stringify({
        id: number,
        title: `Meeting ${number}`,
        description: null,
        user: 1,
        location: samplePerson(number).city,
        contact_id: number,
        start_date: utcMilliseconds(createdAt + 7 * DAY_MICROS),
        end_date: utcMilliseconds(createdAt + 7 * DAY_MICROS + 3_600_000_000),
        remind_time: 30,
        ...(showDates() && {
          creation_date: utcMilliseconds(createdAt),
          modification_date: utcMilliseconds(updatedAt),
        }),
        ...fields,
      }),
    toRecord: (json) => JSON.parse(json) as Fields,
  };
}

/** The start of an appointment (ISO text), which since and until compare with. */
export function startDate({ createdAt, fields }: Entry): string {
  return typeof fields['start_date'] === 'string' ? fields['start_date'] : utcMilliseconds(createdAt + 7 * DAY_MICROS);
}

export const contactsShape: Shape = {
  resource: 'contacts',
  precisionMicros: 1_000_000,
  checkFields: refuseId('contacts'),
  serialise: (entry) => JSON.stringify(contact(entry, [])),
  toRecord: (json) => JSON.parse(json) as Fields,
};

/** A contact with the optional properties that were asked for. */
export function contact(
  { number, createdAt, updatedAt, fields }: Omit<Entry, 'bytes'>,
  asked: readonly string[],
): Fields {
  const person = samplePerson(number);
  const all: Fields = {
    id: number,
    given_name: person.firstName,
    middle_name: null,
    family_name: person.lastName,
    company: { id: 0, company_name: person.company },
    email_addresses: [{ email: person.email, field: 'EMAIL1' }],
    phone_numbers: [{ number: person.phone, extension: null, field: 'PHONE1', type: 'Work' }],
    addresses: [],
    email_opted_in: true,
    email_status: 'SingleOptIn',
    owner_id: null,
    tag_ids: [],
    ScoreValue: null,
    date_created: offsetWithoutColon(createdAt),
    last_updated: offsetWithoutColon(updatedAt),
    job_title: person.title,
    lead_source_id: 0,
    custom_fields: [],
    ...fields,
  };
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => !optionalProperties.includes(name) || asked.includes(name)),
  );
}

/** `2017-01-01T22:17:59.000+0000`. */
function offsetWithoutColon(micros: number): string {
  return utcMilliseconds(micros).replace('Z', '+0000');
}

function refuseId(resource: string) {
  return (fields: Fields): void => {
    if ('id' in fields) throw new Error(`${resource}: id cannot be set by a field; the simulator gives it.`);
  };
}
