import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { systemRandom } from '../../src/lib/random.ts';
import { startReceiver, type Receiver } from '../receiver/receiver.ts';
import { checks, type Scene } from './checks.ts';
import { createInstance, type TidingsAccess } from './poll-directus.ts';
import { startDirectus } from './start-directus.ts';

const signatureKey = 'directus-example-signature-key';
const userSecret = 'directus-example-user-secret';
const organizationSecret = 'directus-example-organization-secret';
const arrivalLimitMs = 20_000;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  await using opened = new AsyncDisposableStack();
  // What is being started is first started to its end, so that it can be ended.
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const { scene, inbox } = await start(opened);
  const outcome = await Promise.race([runChecks(scene, inbox), interrupted.then(() => 'interrupted')]);
  assert(outcome !== 'interrupted', 'interrupted');
}

/** Starts everything and makes the instance. */
async function start(opened: AsyncDisposableStack): Promise<{ scene: Scene; inbox: Inbox }> {
  const directus = await startDirectus(say);
  opened.defer(() => directus.close());
  const inbox = createInbox();
  const receiver = await startReceiver({ signatureKey, onNotification: inbox.take });
  opened.defer(() => receiver.close());
  say('Starting Tidings with its embedded PostgreSQL …');
  const tidings = await startTidings(opened);
  const [old] = await directus.call<{ id: number }[]>('POST', '/items/articles', [
    { title: 'older than the instance' },
  ]);
  assert(old);
  const instanceId = await createInstance(tidings, instanceRequest(directus, receiver));
  return { scene: { directus, tidings, instanceId, old: old.id }, inbox };
}

/** Runs the checks in order: each goes on from what the one before has left. */
async function runChecks(scene: Scene, inbox: Inbox): Promise<void> {
  for (const [rule, check] of checks) {
    const before = inbox.events.length;
    const expected = await check(scene);
    await inbox.holds(before + expected.length);
    assert.deepEqual(inbox.events.slice(before).map(textOf).sort(), expected.map(textOf).sort());
    say(`ok  ${rule}`);
  }
  assert.deepEqual(inbox.unsigned, [], 'notifications without a valid signature');
  say(
    `ok  every notification was signed: ${inbox.notifications} notifications, ${inbox.events.length} events, each event once`,
  );
}

async function startTidings(opened: AsyncDisposableStack): Promise<TidingsAccess> {
  const directory = await mkdtemp(join(tmpdir(), 'tidings-example-'));
  opened.defer(() => rm(directory, { recursive: true, force: true }));
  const config = readConfig({
    TIDINGS_PORT: '0',
    TIDINGS_DATA_DIR: directory,
    // Directus and the receiver are on this machine, where nothing is called unless it is allowed.
    TIDINGS_ALLOW_NETWORKS: '127.0.0.0/8',
    TIDINGS_MIN_REFRESH_MINUTES: '0.02',
    TIDINGS_USER_SECRET: userSecret,
    TIDINGS_ORGANIZATION_SECRET: organizationSecret,
    TIDINGS_LOG_LEVEL: 'error',
  });
  const app = await startApp({ config, clock: systemClock, random: systemRandom, log: createLog(config.logLevel) });
  opened.defer(() => app.close());
  return { url: `${app.url}/elements/api-v2`, userSecret, organizationSecret };
}

/** With so long an interval that only the checks poll, but for the one that shortens it. */
const instanceRequest = (directus: { url: string; token: string }, { url: callbackUrl }: Receiver) => ({
  directus,
  collection: 'articles',
  callbackUrl,
  signatureKey,
  intervalMinutes: 60,
});

interface Event {
  eventType: string;
  objectType: string;
  objectId: string;
}

const textOf = ({ eventType, objectType, objectId }: Event): string => `${eventType} ${objectType} ${objectId}`;

type Inbox = ReturnType<typeof createInbox>;

/** What the receiver got. An event that comes twice fails the run. */
function createInbox() {
  const events: Event[] = [];
  const seen = new Set<string>();
  const unsigned: string[] = [];
  const inbox = {
    events,
    unsigned,
    notifications: 0,
    take: (
      { id, message }: { id: string; message: { events: (Event & { eventId: string })[] } },
      signed: boolean,
    ): void => {
      inbox.notifications++;
      if (!signed) unsigned.push(id);
      for (const event of message.events) {
        assert(!seen.has(event.eventId), `the event ${event.eventId} came twice`);
        seen.add(event.eventId);
        events.push(event);
      }
    },
    /** Waits until so many events have arrived. */
    holds: async (count: number): Promise<void> => {
      const until = Date.now() + arrivalLimitMs;
      while (events.length < count && Date.now() < until) await sleep(20);
      assert(
        events.length >= count,
        `${events.length} events arrived within ${arrivalLimitMs / 1000} s, expected ${count}`,
      );
    },
  };
  return inbox;
}

main().catch((error: unknown) => {
  say(`FAILED: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
