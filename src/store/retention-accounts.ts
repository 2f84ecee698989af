import { readAccountSettings, type KeptDays, type RetentionKind } from '../model/account-settings.ts';
import { newFindings } from '../model/findings/findings.ts';
import type { Db } from './database.ts';

/** How long an account keeps what. */
export interface KeepingAccount {
  accountId: number;
  organizationId: number;
  keeps: Record<RetentionKind, KeptDays>;
}

export async function readKeepingAccounts(db: Db): Promise<KeepingAccount[]> {
  const rows = await db.selectFrom('accounts').select(['id', 'organization_id', 'settings']).orderBy('id').execute();
  return rows.map(({ id, organization_id, settings }) => ({
    accountId: id,
    organizationId: organization_id,
    keeps: readAccountSettings(newFindings(), settings).retention,
  }));
}
