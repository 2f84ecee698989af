import { z } from 'zod';
import { Fault, type Issue } from '../../model/fault.ts';
import { describeValue } from '../../model/findings/describe-value.ts';
import { parseInstanceTopic } from '../../model/instance-topic.ts';
import type { Db } from '../../store/database.ts';
import { findInstanceTopics } from '../../store/find-instance-topics.ts';
import type { SubscribedTopic } from '../../store/insert-subscription.ts';

const mostTopics = 100;

export const topic = z.string().trim().min(1).max(255);
export const topics = z
  .array(topic)
  .min(1)
  .max(mostTopics)
  .describe('Texts of your own, or `instance-<id>-<connector>-events` for the events of an instance.');

const texts = z.union([z.string(), z.array(z.string())]);

export const topicsQuery = {
  'topics[]': texts.optional().describe('Required: notifications with one of these topics.'),
  topics: texts.optional().describe('The same.'),
};

/** The topics that a query names; there must be one. */
export function topicsOf(query: {
  'topics[]'?: string | string[] | undefined;
  topics?: string | string[] | undefined;
}) {
  const wanted = [query['topics[]'] ?? [], query.topics ?? []].flat().filter((text) => text !== '');
  if (wanted.length > 0 && wanted.length <= mostTopics) return [...new Set(wanted)];
  const found = wanted.length === 0 ? 'nothing' : `${wanted.length} of them`;
  const message = `found ${found}; allowed: 1 to ${mostTopics} topics, e.g. topics[]=orders.`;
  throw new Fault('request.malformed', `topics[]: ${message}`, { issues: [{ path: 'topics[]', message }] });
}

/** Topics with the instances of the organisation that they are of. Throws for one of an instance that it does not have. */
export async function subscribedTopics(
  db: Db,
  { organizationId, topics: named }: { organizationId: number; topics: string[] },
): Promise<SubscribedTopic[]> {
  const wanted = [...new Set(named)];
  const instances = await findInstanceTopics(db, { organizationId, topics: wanted });
  const unknown = wanted.filter((text) => parseInstanceTopic(text) !== undefined && !instances.has(text));
  if (unknown.length > 0) throw ofNoInstance(unknown.map((text) => ({ text, place: named.indexOf(text) })));
  return wanted.map((text) => ({ topic: text, instanceId: instances.get(text) }));
}

function ofNoInstance(unknown: { text: string; place: number }[]): Fault {
  const issues: Issue[] = unknown.map(({ text, place }) => ({
    path: `topics[${place}]`,
    message: `found ${describeValue(text)}; allowed: the topic of one of your instances, instance-<id>-<connector>-events, or a text of another form.`,
  }));
  return new Fault('request.malformed', issues.map(({ path, message }) => `${path}: ${message}`).join(' '), { issues });
}
