import type { Egress } from '../../egress/egress.ts';
import { findResource } from '../../hub/find-resource.ts';
import { parseHubUrl } from '../../hub/hub-query.ts';
import { printInstant } from '../../lib/instant.ts';
import type { JsonRecord, JsonValue } from '../../lib/json.ts';
import type { Connector, ConnectorResource } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import { isSecretKey } from '../../model/instance-configuration/is-secret-key.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';
import { accountOf, askHub } from '../check/ask-hub.ts';
import type { Laboratory } from '../check/laboratory.ts';
import { createTrialClock } from '../check/trial-clock.ts';
import { createTrial, type Trial } from '../check/trial.ts';
import { createRecordingEgress, type RecordingEgress } from './recording-egress.ts';
import { createScrubber, type Replaced } from './scrub.ts';
import { writeExchange } from './write-exchange.ts';

export interface Recording {
  connector: Connector;
  /** Of the live account, credentials in it. */
  configuration: Record<string, string>;
  /** What the redirect of the provider brought, where the instance needs a code. */
  providerData?: JsonRecord;
  /** A poll of this resource from `sinceMs` on, or this hub query. */
  read: { poll: string; sinceMs: number } | { query: string };
  mostRequests: number;
}

export interface Recorded {
  fixture: JsonRecord;
  replaced: Replaced[];
  requests: number;
}

/** The moment, to the second: that is what the provider's Date header tells. */
const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** Makes an instance of the live account in the laboratory, reads once, and writes down what was said, without secrets. */
export async function recordFixture(laboratory: Laboratory, egress: Egress, recording: Recording): Promise<Recorded> {
  const { connector, read, mostRequests } = recording;
  const nowMs = wholeSecond(laboratory.clock.now());
  const { standing } = createTrialClock(laboratory.clock, nowMs);
  const hubEgress = createRecordingEgress(egress, mostRequests);
  const trial = createTrial(laboratory, { connector, egress, hubEgress, clock: standing });
  const { id: instanceId } = await trial.createInstance(instanceRequest(recording));
  // What it took to make the instance is no part of the fixture.
  hubEgress.exchanges.length = 0;
  const account = await accountOf(laboratory, trial, instanceId);
  const credentials = await trial.hub
    .authorize({
      organizationId: account.organizationId,
      instanceId,
      configuration: account.configuration,
      authentication: connector.authentication,
    })
    .then(({ headers, query }) => [...Object.values(headers), ...Object.values(query)]);
  const outcome =
    'poll' in read
      ? await recordPoll(trial, instanceId, read.poll)
      : { records: await askHub(trial.hub, account, parseHubUrl(read.query), () => true) };
  const head =
    'poll' in read
      ? { poll: read.poll, since: isoOf(read.sinceMs), now: isoOf(nowMs) }
      : { query: read.query, now: isoOf(nowMs) };
  return written({ recording, hubEgress, configuration: account.configuration, credentials, head, outcome });
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

function instanceRequest({ connector, configuration, providerData, read }: Recording) {
  const brings = (configuration['oauth.user.token'] ?? '') !== '';
  const events =
    'poll' in read
      ? {
          'event.notification.enabled': true,
          'event.vendor.type': 'polling',
          'event.poller.start': isoOf(read.sinceMs),
          'event.poller.configuration': { [read.poll]: definitionOf(connector, read.poll) },
        }
      : // As the check asks: a fixture shows every field that was answered.
        { 'event.poller.configuration': {}, 'filter.response.nulls': 'false' };
  return {
    configuration: { ...configuration, ...events },
    ...(providerData && { providerData }),
    ...(brings && { externalAuthentication: 'initial' as const }),
  };
}

function definitionOf({ events }: Connector, name: string): Record<string, unknown> {
  const definition = events.polling.configuration[name];
  if (definition) return definition;
  const known = Object.keys(events.polling.configuration).join(', ');
  throw new Fault('resource.polling_not_configured', `--resource: found ${JSON.stringify(name)}, allowed: ${known}`);
}

async function recordPoll(trial: Trial, instanceId: number, resource: string): Promise<{ events: JsonValue[] }> {
  const { outcome, fault } = await trial.poll(instanceId, resource);
  if (outcome !== 'completed')
    throw new Fault('provider.refused', `The poll ended as ${outcome}: ${fault?.message ?? 'no reason was told'}`);
  const events = await trial.events(instanceId);
  return {
    events: events.map(({ type, recordId, date }) => ({
      eventType: type,
      objectId: recordId,
      date: printInstant(date),
    })),
  };
}

interface ToWrite {
  recording: Recording;
  hubEgress: RecordingEgress;
  /** Of the instance as it was stored. */
  configuration: Readonly<Record<string, string>>;
  /** Values that requests carried. */
  credentials: string[];
  head: JsonRecord;
  outcome: JsonRecord;
}

function written({ recording, hubEgress, configuration, credentials, head, outcome }: ToWrite): Recorded {
  const { connector } = recording;
  const entries = connectorEntries(connector);
  const isSecret = (key: string) => isSecretKey(key, entries);
  const given = { ...recording.configuration, ...configuration };
  const secrets = [
    ...Object.entries(given).flatMap(([key, value]) => (isSecret(key) || key.startsWith('oauth.user.') ? [value] : [])),
    ...credentials.flatMap((value) => [value, value.slice(value.lastIndexOf(' ') + 1)]),
  ].filter((value) => value.length > 2);
  const scrubber = createScrubber({
    secrets: [...new Set(secrets)],
    replacements: ownAddress(connector, configuration),
    keptFields: keptFields(recording),
  });
  const exchanges = hubEgress.exchanges.map((exchange) =>
    writeExchange(connector, exchange, baseUrlOf(connector, configuration)),
  );
  for (const { answer } of exchanges) scrubber.learn(answer as JsonValue);
  const told = Object.fromEntries(
    Object.entries(configuration).filter(([key]) => isTold(connector, key) && !isSecret(key)),
  );
  const fixture = { ...head, configuration: told, exchanges: exchanges as unknown as JsonValue[], ...outcome };
  return { fixture: scrubber.clean(fixture) as JsonRecord, replaced: scrubber.replaced(), requests: exchanges.length };
}

const baseUrlOf = ({ baseUrl }: Connector, configuration: Readonly<Record<string, string>>): string =>
  configuration['base.url'] || baseUrl;

/** The host of an account says whose it is. */
function ownAddress(connector: Connector, configuration: Readonly<Record<string, string>>): Record<string, string> {
  const own = URL.parse(baseUrlOf(connector, configuration));
  const declared = URL.parse(connector.baseUrl);
  if (!own || own.origin === declared?.origin) return {};
  return { [own.origin]: 'https://account.example', [own.host]: 'account.example' };
}

/** Entries that requests depend on: the connector's own and those that were captured. */
function isTold({ configuration }: Connector, key: string): boolean {
  if (key.startsWith('oauth.') || key.startsWith('event.') || key === 'filter.response.nulls') return false;
  const entry = configuration.find((one) => one.key === key);
  return key === 'base.url' || entry !== undefined || !key.includes('.');
}

/** What tells records apart, dates them, or leads from page to page. */
function keptFields({ connector, read }: Recording): string[] {
  const url = 'poll' in read ? String(definitionOf(connector, read.poll)['url']) : read.query;
  const resource = resourceOf(connector, url);
  const definition = 'poll' in read ? definitionOf(connector, read.poll) : {};
  const dates = (definition['datesConfiguration'] ?? {}) as Record<string, unknown>;
  const paging = resource ? Object.values(resource.paging).filter((value) => typeof value === 'string') : [];
  const named = [definition['idField'], resource?.idField, ...Object.values(dates), ...paging, 'id'];
  return named.filter((name): name is string => typeof name === 'string').map((path) => path.split('.').at(-1) ?? path);
}

function resourceOf(connector: Connector, url: string): ConnectorResource | undefined {
  try {
    return findResource(connector, parseHubUrl(url).path).resource;
  } catch (error) {
    if (error instanceof Fault && error.code === 'resource.not_found') return undefined;
    throw error;
  }
}
