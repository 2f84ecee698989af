import { findResource } from '../../hub/find-resource.ts';
import { parseHubUrl } from '../../hub/hub-query.ts';
import type { Connector, ConnectorResource } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import type { PollFixture } from './fixture.ts';
import type { Laboratory } from './laboratory.ts';
import type { FixturePlayer } from './fixture-player.ts';
import type { PageRead } from './page-read.ts';
import { openSession, type PlaybackSession, type PlayOptions } from './playback-session.ts';
import { expiredFeed } from './played-faults.ts';

/** A poll that a fixture tells. */
export interface PollTrial {
  connector: Connector;
  resourceName: string;
  resource: ConnectorResource;
  fixture: PollFixture;
  /** All that polls have read so far. */
  pages: PageRead[];
  /** Runs the work with an instance of its own that has not polled yet. */
  withInstance(work: (session: PlaybackSession) => Promise<string[]>): Promise<string[]>;
}

/** Lets the provider play the fixture, with a feed whose cursors have expired where it is asked by one that is not in there. */
export const playFixture = (
  { fixture, resource }: PollTrial,
  session: PlaybackSession,
  options: Pick<PlayOptions, 'order' | 'strike' | 'used'>,
): FixturePlayer =>
  session.play({
    ...options,
    exchanges: fixture.exchanges,
    unknown: options.order === 'anyOrder' ? expiredFeed(resource) : undefined,
  });

/** The trial of a fixture, or why there is none. */
export function pollTrial(
  laboratory: Laboratory,
  connector: Connector,
  { resource: name, content: fixture }: { resource: string; content: PollFixture },
): PollTrial | string {
  const { poll, since, now, configuration } = fixture;
  const declared = connector.events.polling.configuration;
  const resourceName = typeof poll === 'string' ? poll : name;
  const definition = typeof poll === 'string' ? declared[poll] : poll;
  if (!definition)
    return `poll: found ${JSON.stringify(poll)}, allowed: ${Object.keys(declared).join(', ')}, or a definition`;
  const events = {
    'event.notification.enabled': true,
    'event.vendor.type': 'polling',
    'event.poller.start': new Date(since).toISOString(),
    'event.poller.refresh_interval': '15',
    'event.poller.configuration': { [resourceName]: definition },
  };
  const pages: PageRead[] = [];
  const onPage = (page: PageRead) => void pages.push(page);
  const input = { connector, onPage, told: configuration, nowMs: Date.parse(now), events };
  try {
    const { resource } = findResource(connector, parseHubUrl(String(definition['url'])).path);
    return {
      connector,
      resourceName,
      resource,
      fixture,
      pages,
      withInstance: async (work) => {
        const session = await openSession(laboratory, input);
        return work(session).finally(() => session.close());
      },
    };
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}
