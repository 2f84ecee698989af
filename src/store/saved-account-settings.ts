import { sql } from 'kysely';
import type { Db } from './database.ts';

export interface AccountOfOrganization {
  organizationId: number;
  accountId: number;
}

/** The settings of an account that differ from their defaults. Undefined: the organisation has no such account. */
export async function readSavedSettings(
  db: Db,
  { organizationId, accountId }: AccountOfOrganization,
): Promise<Record<string, string> | undefined> {
  const row = await db
    .selectFrom('accounts')
    .select('settings')
    .where('organization_id', '=', organizationId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row?.settings;
}

/** Changes single settings; null takes one away. */
export async function saveSettings(
  db: Db,
  { organizationId, accountId }: AccountOfOrganization,
  changes: Readonly<Record<string, string | null>>,
): Promise<void> {
  await sql`
    update accounts set settings = jsonb_strip_nulls(settings || ${JSON.stringify(changes)}::jsonb)
    where organization_id = ${organizationId} and id = ${accountId}`.execute(db);
}
