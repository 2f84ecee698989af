import type { ColumnType, Generated } from 'kysely';

/** Whose everything is, and what they did. */

export interface OrganizationsTable {
  id: Generated<number>;
  name: string;
  secret_hash: Buffer;
  secret_sealed: Buffer;
  /** True: its admins may make and list organisations. */
  operator: Generated<boolean>;
  /** The secret before the last one, which is taken until then. */
  old_secret_hash: Generated<Buffer | null>;
  old_secret_until_ms: Generated<number | null>;
  created_at_ms: number;
}

export interface AccountsTable {
  id: Generated<number>;
  organization_id: number;
  name: string;
  settings: ColumnType<Record<string, string>, string | undefined, string>;
  created_at_ms: number;
}

export interface UsersTable {
  id: Generated<number>;
  organization_id: number;
  account_id: number;
  email: string;
  first_name: Generated<string>;
  last_name: Generated<string>;
  role: 'admin' | 'member' | 'viewer';
  active: Generated<boolean>;
  password_hash: string;
  secret_hash: Buffer;
  secret_sealed: Buffer;
  created_at_ms: number;
}

export interface SessionsTable {
  token_hash: Buffer;
  user_id: number;
  kind: 'token' | 'browser';
  created_at_ms: number;
  expires_at_ms: number;
}

export interface LogInFailuresTable {
  id: Generated<number>;
  name_hash: Buffer;
  network: string;
  failed_at_ms: number;
  /** True while the password of this try is being checked. */
  checking: boolean;
}

export interface UsageRecordsTable {
  id: string;
  organization_id: number;
  account_id: number;
  user_id: number;
  instance_id: number | null;
  connector_key: string | null;
  instance_name: string | null;
  tags: string[] | null;
  hub: string | null;
  method: string;
  uri: string;
  ip: string | null;
  status_code: number;
  duration_ms: number;
  created_at_ms: number;
}
