import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { readListed, type ListedNotification } from '../../store/list-notifications.ts';
import type { ApiDeps } from '../api-deps.ts';
import { pathId } from '../path-id.ts';

/** Any text is taken: one that is no id names no notification. */
export const notificationId = z.string().meta({ type: 'integer', description: 'The id of the notification.' });

/** The id that the path names. Throws `notification.not_found` for what is none. */
export function notificationIdOf({ params }: FastifyRequest): number {
  const { id: named } = params as { id: string };
  const id = pathId(named);
  if (id === undefined) throw noNotification(named);
  return id;
}

/** The caller's notification with this id. Those of other organisations do not exist for the caller. */
export async function existingNotification(
  deps: ApiDeps,
  { organizationId, id }: { organizationId: number; id: number },
): Promise<ListedNotification> {
  const found = await readListed(deps, { organizationId, ids: [id] });
  const listed = found.get(id);
  if (!listed) throw noNotification(id);
  return listed;
}

export const noNotification = (named: number | string): Fault =>
  new Fault('notification.not_found', `There is no notification ${JSON.stringify(named)}.`);
