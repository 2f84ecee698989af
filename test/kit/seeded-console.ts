import { until, type Flow } from './flow.ts';
import { instanceRequest } from './instance-request.ts';
import { reconcile } from './reconcile.ts';
import { createSeededRandom } from './seeded-random.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How long ago the history of a seeded console begins: give it to the flow as `startMs: Date.now() - seededMs`. */
export const seededMs = 24 * hour;

/** Ids of the instances by what is the matter with them. */
export interface SeededConsole {
  healthy: number;
  /** Its receiver answers 503: deliveries are retried. */
  failing: number;
  /** Its provider has failed so often that polling was paused. */
  paused: number;
  /** Its tokens were revoked. */
  reconnect: number;
  /** A reconciliation is held, as many records are missing at once. */
  held: number;
  /** Its receiver was down, and is being sent everything again. */
  replayed: number;
  /** Key of a connector that the organisation has made of one that came with the server. */
  connectorKey: string;
  /** What must never be shown: tokens, keys, passwords. */
  secrets: string[];
}

const signatureKey = 'signature-key-that-nobody-may-see';
const people = ['Ada Lovelace', 'Grace Hopper', 'Alan Turing', 'Edsger Dijkstra', 'Barbara Liskov', 'Donald Knuth'];

/** A day in the life of a few customers: everything that the console has to show. The clock ends where the day does. */
export async function seedConsole(flow: Flow): Promise<SeededConsole> {
  const { simulator, clock, receiver } = flow;
  const { salesloft, acton, infusionsoft, activecampaign } = simulator;
  const endMs = clock.now() + seededMs;
  const down = new Set(['/callback/newsletter']);
  receiver.answer = ({ path }) =>
    down.has(path)
      ? { status: 503, body: '{"error":"upstream connect error or disconnect/reset before headers"}' }
      : { status: 200, body: '{"ok":true}' };
  salesloft.load(60);
  clock.jump(minute);
  const secrets = [signatureKey, flow.simulator.activecampaign.apiKey];
  const make = (provider: Parameters<Flow['instance']>[0], name: string, tags: string[]) =>
    makeInstance(flow, { provider, name, tags, secrets });
  const ids = {
    healthy: await make(salesloft, 'Acme sales team', ['production', 'emea']),
    failing: await make(acton, 'Newsletter', ['production', 'marketing']),
    held: await make(salesloft, 'Wholesale outreach', ['production']),
    reconnect: await make(infusionsoft, 'Bookings of the Paris office', ['emea']),
    paused: await make(activecampaign, 'Partner deals', ['staging']),
    replayed: await make(salesloft, 'Data warehouse', []),
  };
  await reconcile(flow, ids.held);
  await reconcile(flow, ids.healthy);
  await liveThrough(flow, ids, endMs);
  await getIntoTrouble(flow, ids);
  const { key: connectorKey } = await flow.server.call<{ key: string }>('POST', '/elements/salesloft/clone', {
    key: 'outreach',
    name: 'Outreach of ours',
  });
  return { ...ids, connectorKey, secrets };
}

interface InstanceToMake {
  provider: Parameters<Flow['instance']>[0];
  name: string;
  tags: string[];
  /** Here it writes down what must not be shown of it. */
  secrets: string[];
}

async function makeInstance(flow: Flow, { provider, name, tags, secrets }: InstanceToMake): Promise<number> {
  const callback = `${flow.receiver.url}/${name.toLowerCase().replaceAll(/\W+/g, '-')}`;
  const request = instanceRequest(provider, callback, {
    'event.notification.signature.key': signatureKey,
    'event.poller.refresh_interval': String(7 * 24 * 60),
  });
  const made = await flow.server.call<{ id: number; token: string }>('POST', '/instances', { ...request, name, tags });
  const { configuration } = request;
  const given = ['oauth.api.secret', 'oauth.user.token', 'oauth.user.refresh_token'].map((key) => configuration[key]);
  secrets.push(made.token, ...given.filter((value) => typeof value === 'string' && value !== '').map(String));
  await firstPolls(flow, made.id);
  return made.id;
}

const firstPolls = ({ db }: Flow, instanceId: number): Promise<void> =>
  until(async () => {
    const waiting = await db
      .selectFrom('polls')
      .select('id')
      .where('instance_id', '=', instanceId)
      .where('last_finished_at_ms', 'is', null)
      .execute();
    return waiting.length === 0;
  });

type Ids = Omit<SeededConsole, 'connectorKey' | 'secrets'>;

/** Every two hours something happens everywhere, some of it while a provider or a receiver is ill. */
async function liveThrough(flow: Flow, ids: Ids, endMs: number): Promise<void> {
  const { clock, simulator } = flow;
  const { salesloft, acton, infusionsoft, activecampaign } = simulator;
  const random = createSeededRandom(7);
  const steps = 10;
  const stepMs = Math.floor((endMs - clock.now() - hour) / steps);
  for (let step = 0; step < steps; step++) {
    clock.jump(stepMs);
    const busy = 2 + Math.floor(random() * 9);
    for (let index = 0; index < busy; index++) {
      const [first_name = '', last_name = ''] = (people[(step + index) % people.length] ?? '').split(' ');
      salesloft.create('people', { first_name, last_name, email_address: `${first_name.toLowerCase()}@example.com` });
    }
    salesloft.churn({ resource: 'people', updates: busy });
    acton.create('l-0001', { 'E-mail Address': 'reader@example.com', 'First Name': 'Reader' });
    infusionsoft.create('contacts');
    activecampaign.create('deals');
    if (step === 4) salesloft.faults.add({ kind: 'status', status: 502, path: '/people', times: 8 });
    await Promise.all(Object.values(ids).map((id) => flow.poll(id)));
    salesloft.faults.clear();
  }
  clock.jump(Math.max(0, endMs - clock.now()));
}

/** What is the matter at the end of the day. */
async function getIntoTrouble(flow: Flow, ids: Ids): Promise<void> {
  const { server, simulator, clock } = flow;
  const { salesloft, infusionsoft, activecampaign } = simulator;
  activecampaign.faults.add({ kind: 'status', status: 500 });
  await flow.db.updateTable('polls').set({ consecutive_failures: 99 }).where('instance_id', '=', ids.paused).execute();
  await flow.poll(ids.paused);
  infusionsoft.revokeTokens();
  await flow.poll(ids.reconnect);
  for (const { id } of salesloft.records('people').slice(0, 30)) salesloft.delete(Number(id));
  await reconcile(flow, ids.held);
  await server.call('POST', `/instances/${ids.replayed}/replays`, { from: clock.now() - 6 * hour });
  salesloft.create('people', { first_name: 'Margaret', last_name: 'Hamilton', email_address: 'margaret@example.com' });
  await flow.poll(ids.healthy);
}
