import { z } from 'zod';
import type { Egress } from '../../egress/egress.ts';
import { instanceTopic } from '../../model/event.ts';
import { Fault, type Issue } from '../../model/fault.ts';
import { newFindings } from '../../model/findings/findings.ts';
import type { Instance } from '../../model/instance.ts';
import { readNotificationSettings } from '../../model/instance-configuration/read-notification-settings.ts';
import type { ReplayFilter } from '../../model/replay.ts';
import { readSubscriptionConfig } from '../../model/subscription-config.ts';
import type { StoredSubscription } from '../../store/list-subscriptions.ts';
import { momentInBody } from '../moment-parameter.ts';
import { settingsForAnotherUrl } from './settings-for-another-url.ts';

const text = z.string().min(1).max(2_000);
const few = z.array(text).min(1).max(100);
const ids = z.array(text).min(1).max(1_000);

/** What is asked for: which events, and where they are to be sent. */
export const replayRequest = z.strictObject({
  from: momentInBody.optional().describe('Stored at this moment or later: ISO 8601, or milliseconds since 1970.'),
  to: momentInBody
    .optional()
    .describe('Stored at this moment or earlier. Default: everything stored up to the request.'),
  resources: few.optional().describe('Only events of these.'),
  eventTypes: few
    .optional()
    .describe('Only events of these types: CREATED, UPDATED, DELETED, UNKNOWN, or words of webhooks.'),
  eventIds: ids.optional().describe('Only these events.'),
  objectIds: ids.optional().describe('Only events of records with these ids.'),
  url: z.string().optional().describe('Where they are sent. Default: the callback URL of the instance.'),
  subscriptionId: z
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('Instead of url and config: a subscription to the topic of the instance, sent to with its settings.'),
  config: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Beside url: settings of its own, as `config` of a subscription has them.'),
});

export type ReplayRequestBody = z.output<typeof replayRequest>;

/** Throws `request.malformed` for a filter that selects nothing in particular, or nothing at all. */
export function filterOf(request: ReplayRequestBody): ReplayFilter {
  refuseAimless(request);
  const { from, to, resources, eventTypes: types, eventIds, objectIds: recordIds } = request;
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(resources && { resources }),
    ...(types && { types }),
    ...(eventIds && { eventIds }),
    ...(recordIds && { recordIds }),
  };
}

function refuseAimless({ from, to, eventIds, objectIds }: ReplayRequestBody): void {
  if (from === undefined && !eventIds && !objectIds) {
    const everything = '{"from": 0} selects everything that is kept.';
    throw malformed('from', `missing; allowed: from, eventIds or objectIds. ${everything}`);
  }
  if (from === undefined || to === undefined || from <= to) return;
  const [start, end] = [from, to].map((ms) => new Date(ms).toISOString());
  throw malformed('to', `found ${end}, which is before from (${start}); allowed: the same moment or a later one.`);
}

/** Where a replay goes. */
export interface ReplayTarget {
  url: string;
  /** Undefined: as the instance has them. */
  settings: Record<string, string> | undefined;
}

/** The instance's own URL and settings, or the URL of the request. */
export function targetOf({ url, config }: ReplayRequestBody, { id, configuration }: Instance): ReplayTarget {
  if (url !== undefined)
    return inPlaceOfUrl(() =>
      readSubscriptionConfig({ ...config, url }, { url, settings: settingsForAnotherUrl(configuration, config) }),
    );
  if (config !== undefined) throw malformed('config', 'found without url; allowed: beside url.');
  const { callbackUrl } = readNotificationSettings(newFindings(), configuration);
  if (callbackUrl === undefined)
    throw malformed('url', `missing, as instance ${id} has no callback URL; allowed: an http or https URL.`);
  return { url: callbackUrl, settings: undefined };
}

/** The receiver of a subscription, with its own settings as they are now. Throws where it is not told the instance's events. */
export function targetOfSubscription(
  { url, config }: ReplayRequestBody,
  { id, topics, ...subscription }: Pick<StoredSubscription, 'id' | 'instanceId' | 'topics' | 'url' | 'settings'>,
  instance: Instance,
): ReplayTarget {
  if (url !== undefined || config !== undefined)
    throw malformed('subscriptionId', `found beside ${url === undefined ? 'config' : 'url'}; allowed: by itself.`);
  if (subscription.instanceId === instance.id) return targetOf({}, instance);
  const topic = instanceTopic(instance.id, instance.connectorKey);
  if (topics.includes(topic)) return { url: subscription.url, settings: subscription.settings };
  const allowed = `that of instance ${instance.id} itself, or one with the topic ${topic}`;
  throw malformed('subscriptionId', `found ${id}, which is not told these events; allowed: ${allowed}.`);
}

/** The URL of a replay stands beside its config. */
function inPlaceOfUrl<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const issues = error.issues.map((issue): Issue =>
      issue.path === 'config.url' ? { ...issue, path: 'url' } : issue,
    );
    throw new Fault(error.code, error.message.replaceAll('config.url:', 'url:'), { issues });
  }
}

/** Throws `address.refused`, which names `url` where it was given. It is checked again at every connection. */
export async function checkAddress(
  { egress }: { egress: Pick<Egress, 'assertAllowed'> },
  { url, settings }: ReplayTarget,
): Promise<void> {
  try {
    await egress.assertAllowed(url);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'address.refused') throw error;
    const path = settings === undefined ? 'event.notification.callback.url' : 'url';
    throw new Fault('address.refused', `${path}: ${error.message}`, { issues: [{ path, message: error.message }] });
  }
}

const malformed = (path: string, message: string): Fault =>
  new Fault('request.malformed', `The body of the request is not as it must be. ${path}: ${message}`, {
    issues: [{ path, message }],
  });
