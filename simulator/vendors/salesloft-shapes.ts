import { samplePerson } from '../sample-person.ts';
import type { Fields, Shape } from '../types.ts';
import type { ZoneTime } from '../zone-time.ts';

/** `2023-01-01T00:00:00.000000-05:00`. */
export function salesloftStamp(zone: ZoneTime, micros: number): string {
  const fraction = String(micros % 1_000_000).padStart(6, '0');
  return `${zone.localSeconds(micros)}.${fraction}${zone.offset(micros)}`;
}

/** `link` makes the address of another object. */
export function peopleShape(zone: () => ZoneTime, link: (path: string) => string): Shape {
  return shape('people', zone, (number) => {
    const person = samplePerson(number);
    return {
      first_name: person.firstName,
      last_name: person.lastName,
      display_name: `${person.firstName} ${person.lastName}`,
      email_address: person.email,
      full_email_address: `${person.firstName} ${person.lastName} <${person.email}>`,
      secondary_email_address: null,
      personal_email_address: null,
      phone: person.phone,
      phone_extension: null,
      home_phone: null,
      mobile_phone: null,
      title: person.title,
      city: person.city,
      state: null,
      country: 'United States',
      work_city: null,
      work_state: null,
      work_country: null,
      person_company_name: person.company,
      person_company_website: null,
      person_company_industry: 'Information Technology',
      job_seniority: 'unknown',
      locale: 'US/Eastern',
      locale_utc_offset: -300,
      do_not_contact: false,
      bouncing: false,
      starred: false,
      untouched: true,
      eu_resident: false,
      crm_id: null,
      crm_url: null,
      crm_object_type: null,
      last_contacted_at: null,
      last_contacted_type: null,
      last_replied_at: null,
      success_count: 0,
      contact_restrictions: [],
      tags: [],
      custom_fields: {},
      counts: {
        calls: 0,
        emails_sent: 0,
        emails_viewed: 0,
        emails_clicked: 0,
        emails_replied_to: 0,
        emails_bounced: 0,
      },
      account: null,
      cadences: [],
      owner: { id: 1, _href: link('/v2/users/1') },
      person_stage: { id: 1, _href: link('/v2/person_stages/1') },
    };
  });
}

export function accountsShape(zone: () => ZoneTime, link: (path: string) => string): Shape {
  return shape('accounts', zone, (number) => {
    const { company, city, phone } = samplePerson(number);
    return {
      name: `${company} ${number}`,
      domain: `company${number}.example.com`,
      website: null,
      description: null,
      phone,
      city,
      state: null,
      country: 'United States',
      industry: 'Information Technology',
      size: '51-200',
      do_not_contact: false,
      tags: [],
      custom_fields: {},
      counts: { people: 0 },
      owner: { id: 1, _href: link('/v2/users/1') },
    };
  });
}

function shape(resource: string, zone: () => ZoneTime, defaults: (number: number) => Fields): Shape {
  return {
    resource,
    precisionMicros: 1,
    checkFields: (fields) => {
      if ('id' in fields) throw new Error(`${resource}: id cannot be set by a field; the simulator gives it.`);
    },
    serialise: ({ number, createdAt, updatedAt, fields }) =>
      JSON.stringify({
        id: number,
        created_at: salesloftStamp(zone(), createdAt),
        updated_at: salesloftStamp(zone(), updatedAt),
        ...defaults(number),
        ...fields,
      }),
    toRecord: (json) => JSON.parse(json) as Fields,
  };
}
