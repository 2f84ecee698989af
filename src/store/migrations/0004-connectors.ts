import { sql, type Kysely } from 'kysely';

/** Connectors that organisations make themselves, and consents that are under way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Ids below belong to the connectors that come with the server. json, not jsonb: a document goes out as it came in.
  // hub and description are what lists show and search of it.
  `create table connectors (
    id bigint generated always as identity (start with 100001) primary key,
    organization_id bigint not null references organizations,
    account_id bigint not null references accounts,
    user_id bigint not null references users,
    key text collate "C" not null,
    name text not null,
    hub text not null,
    description text not null,
    active boolean not null default true,
    element json not null,
    version bigint not null default 1,
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    unique (organization_id, key))`,
  // Entries of the configuration that hooks gave when the account was connected: replacing it does not forget them.
  `alter table instances add column hook_keys text[] not null default '{}'`,
  `create index instances_by_connector on instances (organization_id, connector_key)`,

  // A user who was sent to a provider for consent, known again by the state that comes back. What is needed to go on, the
  // code verifier among it, is sealed. 'spent': the user is back, and the account is being connected.
  `create table connect_flows (
    state_hash bytea primary key,
    organization_id bigint not null references organizations,
    account_id bigint not null references accounts,
    user_id bigint not null references users,
    connector_key text not null,
    instance_id bigint references instances on delete cascade,
    request_sealed bytea not null,
    status text not null check (status in ('waiting', 'spent', 'connected', 'failed')),
    fault jsonb,
    created_at_ms bigint not null,
    expires_at_ms bigint not null,
    spent_at_ms bigint)`,
  `create index connect_flows_by_instance on connect_flows (instance_id)`,
  `create index connect_flows_waiting on connect_flows (organization_id, created_at_ms) where status = 'waiting'`,
  `create index connect_flows_by_expiry on connect_flows (expires_at_ms)`,

  // A renewal of tokens that has not brought new ones: under way, answered with a refusal that may pass, or cut off before
  // its answer was stored. Not part of credentials, whose row is locked meanwhile.
  `create table token_renewals (
    instance_id bigint primary key references instances on delete cascade,
    begun_at_ms bigint,
    not_before_ms bigint)`,
];
