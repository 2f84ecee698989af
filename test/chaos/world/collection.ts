import { floorIn } from './date-form.ts';
import type { Profile } from './profile.ts';

/** How a change is told by webhooks: as often as it arrives, which may be never. */
export interface WebhookPlan {
  /** Each so long after the change. */
  afterUs: number[];
  /** It only names the record, which is then read. */
  fetched: boolean;
  /** It shows fewer fields than lists. */
  partial: boolean;
  /** A deletion says when it was. */
  datesDeletion: boolean;
}

/** What became of a write: the state that it made, or the end of a record. */
export type Written =
  { recordId: string; type: 'CREATED' | 'UPDATED'; version: Version } | { recordId: string; type: 'DELETED' };

/** What is done to the provider's records. All that is left to chance stands in it. */
export interface Write {
  kind: 'create' | 'update' | 'touch' | 'quietUpdate' | 'revert' | 'delete';
  /** Chooses the record, of those that are there. */
  which: number;
  /** Visible in lists so long after it was written. */
  lateUs: number;
  /** Dated so much before or after the provider's present. */
  datedUs: number;
  /** What is shown in place of the updated date. */
  oddDate: 'null' | 'absent' | 'zero' | 'garbage' | undefined;
  /** How webhooks tell it, where the provider has any. */
  webhooks?: WebhookPlan;
}

/** One state of a record, as the provider keeps it. */
export interface Version {
  recordId: string;
  number: number;
  /** The provider's date, as it stores it. */
  date: number;
  /** The true moment that this date was meant to name, by our clock. */
  meantAt: number;
  createdDate: number;
  updated: string | number | null | undefined;
  created: string | number | null | undefined;
  value: string;
  /** False: the content changed and the date did not. */
  dated: boolean;
  writtenAt: number;
  visibleAt: number;
  /** Provider clock minus ours when it was written. */
  skewUs: number;
  /** How lists have shown it. */
  shown?: string;
}

export interface Collection {
  /** Provider clock minus ours: now, and since when it was what. */
  readonly skewUs: number;
  skews: { at: number; skewUs: number }[];
  setClock(byUs: number, now: number): void;
  /** Undefined: there was no record to change. */
  apply(write: Write, now: number): Written | undefined;
  /** What lists show at a moment: the newest visible version of each record that is not deleted. */
  visible(now: number): Version[];
  /** Changes of the lists up to a moment, in the order in which they became visible: the log of a change feed. */
  changes(now: number): readonly string[];
  /** Counts how often the cursors of the feed have expired. */
  feedAge: number;
  /** Every version ever written, by record. */
  versions: ReadonlyMap<string, readonly Version[]>;
  /** Records that were deleted, and when. */
  deletedAt: ReadonlyMap<string, number>;
}

export function createCollection(profile: Profile): Collection {
  const versions = new Map<string, Version[]>();
  const deletedAt = new Map<string, number>();
  const skews = [{ at: -Infinity, skewUs: profile.skewUs }];
  const log: string[] = [];
  let loggedUntil = -Infinity;
  let values = 0;
  const present = () => [...versions.keys()].filter((id) => !deletedAt.has(id));

  const collection: Collection = {
    get skewUs() {
      return skews.at(-1)?.skewUs ?? 0;
    },
    skews,
    feedAge: 0,
    setClock: (byUs, now) => void skews.push({ at: now, skewUs: collection.skewUs + byUs }),
    versions,
    deletedAt,
    apply(write, now) {
      if (write.kind === 'create') return create(write, now);
      const ids = present();
      const id = ids[write.which % Math.max(ids.length, 1)];
      if (id === undefined) return undefined;
      if (write.kind !== 'delete') return change(id, write, now);
      deletedAt.set(id, now);
      return { recordId: id, type: 'DELETED' };
    },
    changes: (now) => {
      const news = [
        ...[...versions].flatMap(([id, states]) => states.map(({ visibleAt }) => ({ id, at: visibleAt }))),
        ...[...deletedAt].map(([id, at]) => ({ id, at })),
      ].filter(({ at }) => at > loggedUntil && at <= now);
      log.push(...news.sort((a, b) => a.at - b.at).map(({ id }) => id));
      loggedUntil = Math.max(loggedUntil, now);
      return log;
    },
    visible: (now) =>
      [...versions].flatMap(([id, states]) => {
        if ((deletedAt.get(id) ?? Infinity) <= now) return [];
        const shown = states.findLast(({ visibleAt }) => visibleAt <= now);
        return shown ? [shown] : [];
      }),
  };
  return collection;

  function create(write: Write, now: number): Written {
    // Ids say nothing about the order of creation.
    const number = versions.size + 1;
    const recordId = `${(number * 7919) % 1009}-${number}`;
    const date = stored(now + collection.skewUs + write.datedUs);
    const untouched = profile.dates === 'updatedAfterEdit';
    const updated = untouched ? null : shownDate(date, write);
    const meantAt = now + write.datedUs;
    const state = { recordId, date, meantAt, createdDate: date, updated, value: `v${++values}`, dated: true };
    return { recordId, type: 'CREATED', version: add(state, write, now) };
  }

  function change(recordId: string, write: Write, now: number): Written {
    const states = versions.get(recordId) as Version[];
    const last = states.at(-1) as Version;
    const dated = write.kind !== 'quietUpdate';
    const date = dated ? stored(now + collection.skewUs + write.datedUs) : last.date;
    const updated = dated ? shownDate(date, write) : last.updated;
    const meantAt = dated ? now + write.datedUs : last.meantAt;
    const { shown: _, ...state } = last;
    const changed = { ...state, date, meantAt, updated, value: valueAfter(write, states), dated };
    return { recordId, type: 'UPDATED', version: add(changed, write, now) };
  }

  function valueAfter({ kind }: Write, states: readonly Version[]): string {
    const last = states.at(-1) as Version;
    if (kind === 'touch') return last.value;
    if (kind === 'revert') return (states.at(-2) ?? last).value;
    return `v${++values}`;
  }

  type State = Pick<Version, 'recordId' | 'date' | 'meantAt' | 'createdDate' | 'updated' | 'value' | 'dated'>;

  function add(state: State, { lateUs }: Write, now: number): Version {
    const states = versions.get(state.recordId) ?? [];
    const skewUs = collection.skewUs;
    const version: Version = {
      ...state,
      created: profile.dates === 'updatedOnly' ? undefined : printed(state.createdDate),
      number: states.length + 1,
      writtenAt: now,
      visibleAt: now + lateUs,
      skewUs,
    };
    states.push(version);
    versions.set(state.recordId, states);
    return version;
  }

  function stored(instant: number): number {
    return profile.stored === 'exact' ? instant : floorIn(profile.zone, instant, profile.shown.step);
  }

  function printed(instant: number): string | number {
    return profile.shown.print(instant, profile.zone);
  }

  function shownDate(date: number, { oddDate }: Write): Version['updated'] {
    if (oddDate === undefined) return printed(date);
    return { null: null, absent: undefined, zero: '0000-00-00 00:00:00', garbage: `moved on ${date % 997}` }[oddDate];
  }
}
