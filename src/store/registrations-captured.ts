import type { Sealer } from '../lib/sealer.ts';
import type { Db } from './database.ts';

/** What a provider told when webhooks were asked for: name → text, with the address that it was given. Secret keys are among them. */
export type Captured = Record<string, string>;

/** What stands at a provider. */
export interface Standing {
  captured: Captured;
  /** The entries of the configuration that say where it stands, as they were when it was asked for; empty: not set. */
  entries: Record<string, string>;
}

interface Owner {
  instanceId: number;
  name: string;
  each: string;
}

const context = ({ instanceId, name, each }: Owner): string => `instance:${instanceId}:registration:${name}:${each}`;

export const sealStanding = (sealer: Sealer, owner: Owner, standing: Standing): Buffer =>
  sealer.seal(JSON.stringify(standing), context(owner));

export const openStanding = (sealer: Sealer, owner: Owner, sealed: Buffer): Standing =>
  JSON.parse(sealer.open(sealed, context(owner))) as Standing;

/** E.g. as keys that webhooks are verified with. */
export const openCaptured = (sealer: Sealer, owner: Owner, sealed: Buffer): Captured =>
  openStanding(sealer, owner, sealed).captured;

/** What is known to stand of a registration; undefined: nothing, or it is forgotten. */
export async function readStanding(
  { db, sealer }: { db: Db; sealer: Sealer },
  id: number,
): Promise<Standing | undefined> {
  const row = await db
    .selectFrom('webhook_registrations')
    .select(['instance_id as instanceId', 'name', 'each', 'captured_sealed as sealed'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.sealed ? openStanding(sealer, row, row.sealed) : undefined;
}
