import type { Db } from './database.ts';

/** Whether the organisation runs this server, and may see what concerns all of it. */
export async function isOperator(db: Db, organizationId: number): Promise<boolean> {
  const query = db.selectFrom('organizations').where('id', '=', organizationId).select('operator');
  return (await query.executeTakeFirst())?.operator ?? false;
}

export async function countOrganizations(db: Db): Promise<number> {
  const query = db.selectFrom('organizations').select((e) => e.fn.countAll<number>().as('count'));
  return (await query.executeTakeFirstOrThrow()).count;
}
