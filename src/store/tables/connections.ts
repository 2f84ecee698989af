import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** Connectors, and the accounts of customers that are connected by them. */

export interface InstancesTable {
  id: Generated<number>;
  organization_id: number;
  account_id: number;
  user_id: number;
  connector_key: string;
  name: string;
  tags: string[];
  token_hash: Buffer;
  token_sealed: Buffer;
  /** The values that are not secret. */
  configuration: Json<Record<string, string>>;
  /** Those of all values that hooks gave. */
  hook_keys: Generated<string[]>;
  /** The secret values, as sealed JSON. */
  secrets_sealed: Buffer;
  disabled: Generated<boolean>;
  connection: Generated<'connected' | 'reconnect'>;
  connection_reason: string | null;
  external_authentication: Generated<string>;
  created_at_ms: number;
  updated_at_ms: number;
}

export interface CredentialsTable {
  instance_id: number;
  tokens_sealed: Buffer | null;
  updated_at_ms: number;
}

export interface TokenRenewalsTable {
  instance_id: number;
  /** Set until an answer of the provider is stored. */
  begun_at_ms: number | null;
  not_before_ms: number | null;
}

export interface ConnectorsTable {
  id: Generated<number>;
  organization_id: number;
  account_id: number;
  user_id: number;
  key: string;
  name: string;
  hub: string;
  description: string;
  active: Generated<boolean>;
  /** The element document. */
  element: Json<unknown>;
  /** Grows with every change. */
  version: Generated<number>;
  created_at_ms: number;
  updated_at_ms: number;
}

export interface ConnectFlowsTable {
  state_hash: Buffer;
  organization_id: number;
  account_id: number;
  user_id: number;
  connector_key: string;
  /** The instance that was made, or that is connected again. */
  instance_id: number | null;
  request_sealed: Buffer;
  status: 'waiting' | 'spent' | 'connected' | 'failed';
  fault: Json<unknown> | null;
  created_at_ms: number;
  expires_at_ms: number;
  spent_at_ms: number | null;
}
