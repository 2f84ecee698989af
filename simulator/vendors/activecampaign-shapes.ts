import { samplePerson } from '../sample-person.ts';
import type { Fields, Shape } from '../types.ts';
import type { ZoneTime } from '../zone-time.ts';

const ZERO_DATE_TIME = '0000-00-00 00:00:00';

export interface DealView {
  zone: ZoneTime;
  /** Disabled deals show nothing but id, isDisabled and title. */
  disabledDealsAsStubs: boolean;
}

export function dealsShape(view: () => DealView): Shape {
  return {
    resource: 'deals',
    precisionMicros: 1_000_000,
    checkFields: refuseId('deals'),
    serialise: ({ number, createdAt, updatedAt, fields }) => {
      const { zone, disabledDealsAsStubs } = view();
      const id = String(number);
      const title = fields['title'] ?? `Deal with ${samplePerson(number).company}`;
      const isDisabled = fields['isDisabled'] === true || fields['isDisabled'] === 1;
      if (isDisabled && disabledDealsAsStubs) return JSON.stringify({ id, isDisabled: 1, title });
      const path = `/api/3/deals/${id}`;
      return JSON.stringify({
        owner: '1',
        contact: id,
        organization: null,
        group: '1',
        stage: String(1 + (number % 4)),
        title,
        description: '',
        percent: '0',
        cdate: stamp(zone, createdAt),
        mdate: stamp(zone, updatedAt),
        nextdate: null,
        nexttaskid: null,
        value: String(1000 * (1 + (number % 500))),
        currency: 'usd',
        winProbability: number % 100,
        winProbabilityMdate: stamp(zone, createdAt),
        status: '0',
        activitycount: '1',
        nextdealid: id,
        edate: number % 2 === 0 ? ZERO_DATE_TIME : zone.localSeconds(updatedAt).replace('T', ' '),
        links: { contact: `${path}/contact`, notes: `${path}/notes`, owner: `${path}/owner`, stage: `${path}/stage` },
        id,
        isDisabled: false,
        account: null,
        customerAccount: null,
        ...fields,
      });
    },
    toRecord: (json) => JSON.parse(json) as Fields,
  };
}

export function contactsShape(view: () => DealView): Shape {
  return {
    resource: 'contacts',
    precisionMicros: 1_000_000,
    checkFields: refuseId('contacts'),
    serialise: ({ number, createdAt, updatedAt, fields }) => {
      const { zone } = view();
      const person = samplePerson(number);
      return JSON.stringify({
        cdate: stamp(zone, createdAt),
        email: person.email,
        phone: person.phone,
        firstName: person.firstName,
        lastName: person.lastName,
        orgid: '0',
        bounced_hard: '0',
        bounced_soft: '0',
        bounced_date: '0000-00-00',
        ip: '0',
        ua: '',
        socialdata_lastcheck: ZERO_DATE_TIME,
        sentcnt: '0',
        rating_tstamp: '0000-00-00',
        deleted: '0',
        anonymized: '0',
        udate: stamp(zone, updatedAt),
        created_timestamp: zone.localSeconds(createdAt).replace('T', ' '),
        updated_timestamp: zone.localSeconds(updatedAt).replace('T', ' '),
        deleted_at: ZERO_DATE_TIME,
        scoreValues: [],
        id: String(number),
        organization: null,
        ...fields,
      });
    },
    toRecord: (json) => JSON.parse(json) as Fields,
  };
}

/** `2019-09-06T11:29:48-05:00`. */
function stamp(zone: ZoneTime, micros: number): string {
  return zone.localSeconds(micros) + zone.offset(micros);
}

function refuseId(resource: string) {
  return (fields: Fields): void => {
    if ('id' in fields) throw new Error(`${resource}: id cannot be set by a field; the simulator gives it.`);
  };
}
