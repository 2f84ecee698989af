import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** What providers send by themselves, and how it was asked for. */

export interface ReceivedWebhooksTable {
  id: Generated<number>;
  instance_id: number;
  /** What makes it the same request when it is sent again. */
  identity: string | null;
  method: string;
  query: Json<Record<string, string>>;
  headers: Json<Record<string, string>>;
  content_type: string | null;
  /** The bytes as received, or the part of this instance as JSON. Null when it is no longer kept. */
  body: Buffer | null;
  /** Its verification proves that the provider sent it, which a secret address alone does not. */
  trusted: boolean;
  /** Each notification that it became has the whole body as `raw`; false: they are too many for that. */
  whole_raw: Generated<boolean>;
  received_at_ms: number;
  status: 'waiting' | 'done' | 'failed';
  attempts: Generated<number>;
  /** When it is due; of one that waits, never null. */
  next_attempt_at_ms: number | null;
  lease_until_ms: number | null;
  fence: Generated<number>;
  outcome: Json<unknown> | null;
  fault: Json<unknown> | null;
  finished_at_ms: number | null;
}

export interface WebhookRegistrationsTable {
  id: Generated<number>;
  instance_id: number;
  name: string;
  each: Generated<string>;
  status: 'wanted' | 'active' | 'failed' | 'unwanted';
  /** What was asked for; another one: it is asked for anew. */
  digest: string;
  /** The public address of this server that is to be given to the provider. */
  base_url: string | null;
  /** What stands at the provider; null: nothing of ours. See registrations-captured.ts. */
  captured_sealed: Buffer | null;
  fault: Json<unknown> | null;
  attempts: Generated<number>;
  next_step_at_ms: number | null;
  lease_until_ms: number | null;
  fence: Generated<number>;
  /** Goes up whenever something else is wanted of it. */
  revision: Generated<number>;
  renew_at_ms: number | null;
  check_at_ms: number | null;
  expires_at_ms: number | null;
  subscribed_at_ms: number | null;
  renewed_at_ms: number | null;
  checked_at_ms: number | null;
  created_at_ms: number;
}

export interface WebhookKeysTable {
  id: Generated<number>;
  instance_id: number;
  name: string;
  value_sealed: Buffer;
  created_at_ms: number;
}

export interface WebhookPulseTable {
  instance_id: number;
  received: Generated<number>;
  last_received_at_ms: number | null;
  mean_pause_ms: number | null;
  quiet_at_ms: number | null;
}
