import type { EgressRequest, EgressResponse } from '../../../src/egress/egress.ts';
import { Fault } from '../../../src/model/fault.ts';
import type { Chance } from '../history/chance.ts';
import type { Timeline } from '../history/timeline.ts';
import type { Collection, Version } from './collection.ts';
import { createCursorPages } from './cursor-pages.ts';
import { feedPage } from './feed-pages.ts';
import { listRows, matchingRows, type Parameters } from './list-answer.ts';
import type { Profile } from './profile.ts';
import { showRecord, shuffled } from './show-record.ts';

export interface ProviderDoor {
  request(request: EgressRequest): Promise<EgressResponse>;
  /** Requests that were answered or failed so far. */
  requests: number;
  /** What one undisturbed reading of the same lists takes. */
  leastRequests: () => number;
  /** The next request is the first one of a list. */
  beginList(): void;
}

/** The provider's door, for one poll. Waiting on the way lets the provider's records change meanwhile. */
export function openDoor(
  { profile, collection, timeline }: { profile: Profile; collection: Collection; timeline: Timeline },
  { chance, calm }: { chance: Chance; calm: boolean },
): ProviderDoor {
  // Cursors live as long as one poll: those of an earlier one have expired.
  const cursors = createCursorPages(profile);
  let begins = false;
  // Of the list that is being read: requests answered, and what an undisturbed reading takes.
  let made = 0;
  let expected = Infinity;
  let least = 0;
  let failed = 0;
  const door: ProviderDoor = {
    requests: 0,
    leastRequests: () => least + Math.min(made, expected) + failed,
    beginList: () => {
      least += Math.min(made, expected);
      [begins, made, expected] = [true, 0, Infinity];
    },
    async request({ url }) {
      door.requests++;
      const sentAt = timeline.now();
      await timeline.sleep(chance.between(0, profile.requestUs));
      const fault = !calm && chance.happens(profile.faultShare) ? chance.between(0, 8) : undefined;
      if (begins && fault === undefined) expected = leastFor(url);
      begins = false;
      // A request that fails has to be made again, however few it takes otherwise.
      if (fault === undefined) made++;
      else failed++;
      const answer = fault === undefined ? good(url) : bad(fault);
      await timeline.sleep(chance.between(0, profile.requestUs));
      if (answer === undefined) throw new Fault('provider.unreachable', 'The connection was reset.');
      const durationMs = Math.floor(timeline.now() / 1000) - Math.floor(sentAt / 1000);
      return {
        ...answer,
        durationMs,
        sentAt: Math.floor(sentAt / 1000),
        receivedAt: Math.floor(timeline.now() / 1000),
      };
    },
  };
  return door;

  function good(url: string): Answer {
    const parameters = parametersOf(url);
    const visible = collection.visible(timeline.now());
    if (profile.paging === 'feed') return feedAnswer(parameters);
    if (hasCursors(profile) && !parameters.has('sort')) return cursorAnswer(visible, parameters);
    const rows = listRows(profile, visible, parameters);
    return answerOf(200, `{"rows":${shown(profile.order === 'shuffled' ? shuffled(rows, chance) : rows)}}`);
  }

  function cursorAnswer(visible: Version[], parameters: Parameters): Answer {
    const page = cursors.answer(visible, parameters);
    if (!page) return answerOf(410, '{"error":"the cursor has expired"}');
    const { next, rows } = page;
    const link =
      next !== undefined && profile.paging === 'nextLink'
        ? `/contacts?cursor=${next}&limit=${parameters.get('limit')}`
        : next;
    return answerOf(200, `{"rows":${shown(rows)},"next":${JSON.stringify(link ?? null)}}`);
  }

  function feedAnswer(parameters: Parameters): Answer {
    const asked = { cursor: parameters.get('cursor'), size: Number(parameters.get('limit')) };
    const page = feedPage(collection, timeline.now(), asked);
    if (!page) return answerOf(410, '{"error":"the cursor has expired"}');
    const rows = page.changes.map((change) =>
      typeof change === 'string' ? JSON.stringify({ id: change, deleted: true }) : showRecord(profile, change, chance),
    );
    const { next, more } = page;
    return answerOf(200, `{"rows":[${rows.join(',')}],"next":"${next}","more":${more}}`);
  }

  function shown(rows: readonly Version[]): string {
    return `[${rows.map((version) => showRecord(profile, version, chance)).join(',')}]`;
  }

  function leastFor(url: string): number {
    if (profile.paging === 'none') return 1;
    if (profile.paging === 'feed') return feedPages(parametersOf(url));
    const { rows, size } = matchingRows(profile, collection.visible(timeline.now()), parametersOf(url));
    // Cursors end with the last row, other lists with a page that is not full.
    return hasCursors(profile) ? Math.max(1, Math.ceil(rows.length / size)) : Math.floor(rows.length / size) + 1;
  }

  function feedPages(parameters: Parameters): number {
    const place = Number(parameters.get('cursor')?.split(' ')[1] ?? 0);
    const left = collection.changes(timeline.now()).length - place;
    return Math.max(1, Math.ceil(left / Number(parameters.get('limit'))));
  }

  /** What goes wrong with a request; undefined: no answer comes. */
  function bad(kind: number): Answer | undefined {
    if (kind === 0) return answerOf(429, '{"error":"slow down"}', { 'retry-after': '30' });
    if (kind === 1) return answerOf(500, 'oops');
    if (kind === 2) return answerOf(503, '');
    if (kind === 3) return answerOf(200, '<html>maintenance</html>');
    if (kind === 4) return answerOf(200, '{"rows":[{"id":"1-1","val');
    if (kind === 5) return answerOf(200, '{}');
    if (kind === 6) return answerOf(200, '');
    return undefined;
  }

  function answerOf(status: number, body: string, headers: Record<string, string> = {}): Answer {
    const providerNowMs = Math.floor((timeline.now() + collection.skewUs) / 1000);
    const date = profile.dateHeader ? { date: new Date(providerNowMs).toUTCString() } : {};
    return { status, headers: { ...date, ...headers }, body: Buffer.from(body) };
  }
}

const parametersOf = (url: string) => new Map(new URL(url).searchParams);

const hasCursors = ({ paging }: Profile): boolean => paging === 'cursor' || paging === 'nextLink';

type Answer = Pick<EgressResponse, 'status' | 'headers' | 'body'>;
