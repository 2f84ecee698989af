import type { NoticeKind } from '../model/notice.ts';
import type { Db } from './database.ts';

export interface StoredNotice {
  id: number;
  /** Null: it is about the instance as a whole. */
  resource: string | null;
  kind: NoticeKind;
  message: string;
  /** Epoch milliseconds. */
  createdAt: number;
}

export interface NoticesWanted {
  instanceId: number;
  /** Undefined: all kinds. */
  kind: NoticeKind | undefined;
  /** Only older ones than the notice with this id. */
  beforeId: number | undefined;
  limit: number;
}

/** How many notices an instance has, on all pages. */
export async function countNotices(
  db: Db,
  { instanceId, kind }: Pick<NoticesWanted, 'instanceId' | 'kind'>,
): Promise<number> {
  const { total } = await matching(db, { instanceId, kind })
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** The notices of an instance, newest first. */
export async function listNotices(
  db: Db,
  { instanceId, kind, beforeId, limit }: NoticesWanted,
): Promise<StoredNotice[]> {
  let query = matching(db, { instanceId, kind }).select([
    'id',
    'resource',
    'kind',
    'message',
    'created_at_ms as createdAt',
  ]);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  return rows as StoredNotice[];
}

function matching(db: Db, { instanceId, kind }: Pick<NoticesWanted, 'instanceId' | 'kind'>) {
  const ofInstance = db.selectFrom('notices').where('instance_id', '=', instanceId);
  return kind === undefined ? ofInstance : ofInstance.where('kind', '=', kind);
}
