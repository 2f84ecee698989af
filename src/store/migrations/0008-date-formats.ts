import { sql, type Kysely } from 'kysely';

/** Date formats that people have typed, kept for the next time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table date_formats (
    id bigint generated always as identity primary key,
    organization_id bigint not null references organizations on delete cascade,
    format text collate "C" not null,
    used_at_ms bigint not null,
    unique (organization_id, format))`,
];
