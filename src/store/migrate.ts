import { Migrator } from 'kysely/migration';
import type { Db } from './database.ts';
import * as foundation from './migrations/0001-foundation.ts';
import * as nothingMissed from './migrations/0002-nothing-missed.ts';
import * as delivery from './migrations/0003-delivery.ts';
import * as connectors from './migrations/0004-connectors.ts';
import * as webhooks from './migrations/0005-webhooks.ts';
import * as people from './migrations/0006-people.ts';
import * as history from './migrations/0007-history.ts';
import * as dateFormats from './migrations/0008-date-formats.ts';
import * as workers from './migrations/0009-workers.ts';
import * as eventLists from './migrations/0010-event-lists.ts';

/** In order; a migration that was released is never changed. */
const migrations = {
  '0001-foundation': foundation,
  '0002-nothing-missed': nothingMissed,
  '0003-delivery': delivery,
  '0004-connectors': connectors,
  '0005-webhooks': webhooks,
  '0006-people': people,
  '0007-history': history,
  '0008-date-formats': dateFormats,
  '0009-workers': workers,
  '0010-event-lists': eventLists,
};

/** In order. */
export const migrationNames = (): string[] => Object.keys(migrations);

/** Brings the database to this version's tables. Safe to call from several processes at once. */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('The migration failed.', { cause: error });
}
