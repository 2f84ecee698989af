import { systemClock } from '../../src/lib/clock.ts';
import type { PollDefinition } from '../../src/model/poll-definition.ts';
import type { PollReport } from '../../src/poll/poll-report.ts';
import type { Db } from '../../src/store/database.ts';
import type { PollToSave } from '../../src/store/save-polls.ts';
import type { JumpingClock } from './jumping-clock.ts';
import type { Answered, Asked } from './list-vendor.ts';
import { answerJson, bodyOf, serve } from './listen.ts';
import { pollAt, type PollAt } from './poll-at.ts';
import { testConnector } from './test-connector.ts';
import { testEgress } from './test-egress.ts';

/** When every trap begins: no other clock moves in it, so that a test can aim at a second. */
export const trapStart = Date.UTC(2026, 2, 10, 12);

export const seconds = (count: number): number => count * 1_000;
export const minutes = (count: number): number => seconds(60 * count);

/** `2026-03-10T12:00:00.000Z` */
export const iso = (epochMs: number): string => new Date(epochMs).toISOString();

/** `2026-03-10T12:00:00Z`: cut, not rounded. */
export const isoSecond = (epochMs: number): string => `${iso(epochMs).slice(0, 19)}Z`;

/** `2026-03-10 08:00:00` on the clocks of a zone. */
export const localTime = (epochMs: number, timezone: string): string =>
  new Date(epochMs).toLocaleString('sv-SE', { timeZone: timezone });

export interface TrapRow {
  id: number | string;
  name: string;
  created: number;
  updated: number;
}

export const row = (id: number | string, updated: number, created = updated): TrapRow => ({
  id,
  name: `row ${id}`,
  created,
  updated,
});

/** The row as a provider shows it, whatever else it has. */
export const shown = ({ created, updated, ...rest }: TrapRow) => ({
  ...rest,
  created: iso(created),
  updated: iso(updated),
});

export const shownToSecond = ({ created, updated, ...rest }: TrapRow) => ({
  ...rest,
  created: isoSecond(created),
  updated: isoSecond(updated),
});

/** The bound of a query; 1970 where there is none. */
export const since = (query: Record<string, string>): number => Date.parse(query['since'] ?? iso(0));

/** A clock that stands still until it is put forward. */
export function standingClock(startMs = trapStart): JumpingClock {
  let now = startMs;
  return {
    now: () => now,
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
    jump: (ms) => {
      now += ms;
    },
  };
}

export interface TrapOptions {
  /** What a request to the provider is answered. */
  answer: (asked: Asked) => Answered;
  resource?: Record<string, unknown>;
  connector?: Record<string, unknown>;
  definition?: Partial<PollDefinition>;
  poll?: Partial<PollToSave>;
  clock?: JumpingClock;
}

export interface Trap extends PollAt {
  /** Path and query of each request to the provider, as sent. */
  requests: string[];
  /** A complete poll, and the events that it stored. */
  told(): Promise<string[]>;
  /** What the last poll reported. */
  report: PollReport | undefined;
}

const dates = {
  updated: { field: 'updated', format: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", timezone: 'UTC' },
  created: { field: 'created', format: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", timezone: 'UTC' },
};

/** No overlap and nothing learned: then nothing but the rule that a test is about can have found a change. */
export const nothingSpare = { settleSeconds: 0, overlapSeconds: 0, learnSettle: false };

/** `where` of a provider that filters by `since`, in the form that `pattern` says. */
export const filterBy = (pattern: string, timezone = 'UTC') => ({
  fields: { updated: { operators: { '>=': 'since' }, value: { pattern, timezone } } },
});

/**
 * A small provider that behaves as told, and an instance that polls its only list: by default with both dates, from a
 * lower bound that the connector sends as `since` in ISO form, and with `nothingSpare`.
 */
export async function setTrap(db: Db, options: TrapOptions): Promise<Trap> {
  const { answer, clock = standingClock() } = options;
  const requests: string[] = [];
  const server = await serve((request, response) => {
    void (async () => {
      const asked = new URL(request.url ?? '', 'http://provider');
      const text = await bodyOf(request);
      requests.push(request.url ?? '');
      const date = new Date(clock.now()).toUTCString();
      const {
        status = 200,
        body,
        headers,
      } = answer({
        path: asked.pathname,
        query: Object.fromEntries(asked.searchParams),
        body: text === '' ? undefined : JSON.parse(text),
        headers: request.headers,
      });
      answerJson(response, status, body, { date, ...headers });
    })();
  });
  const polling = options.resource?.['polling'] as Record<string, unknown> | undefined;
  const connector = testConnector(
    {
      where: filterBy("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"),
      ...options.resource,
      polling: { ...nothingSpare, ...polling },
    },
    { baseUrl: server.url, ...options.connector },
  );
  const polled = await pollAt(db, {
    connector,
    clock,
    egress: testEgress({ clock }),
    definition: {
      url: "/hubs/general/rows?where=updated>='${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX}'",
      ...dates,
      ...options.definition,
    },
    ...(options.poll && { poll: options.poll }),
  });
  const trap: Trap = {
    ...polled,
    requests,
    report: undefined,
    poll: async () => (trap.report = await polled.poll()),
    told: async () => {
      const before = await polled.events();
      const { outcome, fault } = await trap.poll();
      if (outcome !== 'completed') throw new Error(`the poll ended as ${outcome}: ${fault?.message}`);
      return (await polled.events()).slice(before.length);
    },
  };
  return trap;
}

/** What the last poll remarked upon. */
export const notesOf = ({ report }: Trap): string => (report?.scans ?? []).flatMap(({ notes }) => notes).join('\n');
