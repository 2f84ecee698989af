import { sql } from 'kysely';
import { instanceTopic } from '../model/event.ts';
import { parseInstanceTopic } from '../model/instance-topic.ts';
import type { Db } from './database.ts';

/** Which of these topics are of instances of the organisation: the id of the instance, by topic. */
export async function findInstanceTopics(
  db: Db,
  { organizationId, topics }: { organizationId: number; topics: string[] },
): Promise<Map<string, number>> {
  const ids = topics.flatMap((topic) => parseInstanceTopic(topic)?.instanceId ?? []);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: number; connector_key: string }>`
    select id, connector_key from instances
    where organization_id = ${organizationId} and id = any(${ids}::bigint[])`.execute(db);
  const found = new Map(rows.map(({ id, connector_key }) => [instanceTopic(id, connector_key), id]));
  return new Map([...found].filter(([topic]) => topics.includes(topic)));
}
