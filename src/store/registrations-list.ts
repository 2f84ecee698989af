import type { RegistrationStatus } from '../model/webhook-registration.ts';
import type { Db } from './database.ts';

/** A registration as its owner may see it. Times are epoch milliseconds. */
export interface Registration {
  name: string;
  each: string;
  status: RegistrationStatus;
  attempts: number;
  fault: { code: string; message: string } | null;
  subscribedAt: number | null;
  renewedAt: number | null;
  checkedAt: number | null;
  expiresAt: number | null;
  nextStepAt: number | null;
}

/** The registrations of an instance, by name. */
export async function listRegistrations(db: Db, instanceId: number): Promise<Registration[]> {
  const rows = await db
    .selectFrom('webhook_registrations')
    .select(['name', 'each', 'status', 'attempts', 'fault'])
    .select(['subscribed_at_ms as subscribedAt', 'renewed_at_ms as renewedAt', 'checked_at_ms as checkedAt'])
    .select(['expires_at_ms as expiresAt', 'next_step_at_ms as nextStepAt'])
    .where('instance_id', '=', instanceId)
    .orderBy('name')
    .orderBy('each')
    .execute();
  return rows.map((row) => ({ ...row, fault: row.fault as Registration['fault'] }));
}
