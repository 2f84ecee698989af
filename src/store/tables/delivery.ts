import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** What happened, and who is told. */

/** Of an instance, or a message: then organization, topic, severity, sender and message are set, and nothing of an instance. */
export interface NotificationsTable {
  id: number;
  instance_id: number | null;
  resource: string | null;
  scope: string | null;
  poll_date_us: number | null;
  initial: boolean;
  created_at_ms: number;
  organization_id: number | null;
  topic: string | null;
  severity: string | null;
  sender: string | null;
  message: Json<unknown> | null;
  acknowledged_at_ms: number | null;
  /** The webhook whose content the events were told from. */
  received_id: number | null;
}

export interface EventsTable {
  notification_id: number;
  position: number;
  event_id: string;
  record_id: string;
  type: string;
  date_us: number;
  /** Null when it is no longer kept. */
  record: string | null;
  changes: Json<unknown> | null;
  paths: Json<unknown> | null;
}

export interface SubscriptionsTable {
  id: Generated<number>;
  organization_id: number;
  account_id: number;
  instance_id: number | null;
  replay_id: number | null;
  url: string;
  /** Settings that are not secret, and sealed JSON of those that are; null where the instance has them. */
  config: Json<Record<string, string>> | null;
  secrets_sealed: Buffer | null;
  active: Generated<boolean>;
  inactive_reason: string | null;
  inactive_since_ms: number | null;
  slow: Generated<boolean>;
  given_up: Generated<number>;
  pending: Generated<number>;
  resting: Generated<boolean>;
  next_due_at_ms: number | null;
  lease_until_ms: number | null;
  fence: Generated<number>;
  created_at_ms: number;
}

export interface DeliveriesTable {
  subscription_id: number;
  notification_id: number;
  status: 'created' | 'retry' | 'queued' | 'delivered';
  attempts: Generated<number>;
  next_attempt_at_ms: number | null;
  created_at_ms: number;
  delivered_at_ms: number | null;
}

export interface DeliveryAttemptsTable {
  id: Generated<number>;
  subscription_id: number;
  notification_id: number;
  attempt: number;
  started_at_ms: number;
  duration_ms: number;
  outcome: string;
  status_code: number | null;
  detail: string | null;
  url: string | null;
  request_headers: Json<Record<string, string>> | null;
  response_headers: Json<Record<string, string>> | null;
  response_body: string | null;
}

export interface EventFeedsTable {
  instance_id: number;
  forgotten_up_to: Generated<number>;
  bodies_forgotten_up_to: Generated<number>;
}

export interface ForgottenEventsTable {
  instance_id: number;
  resource: string;
  before_us: number;
}

export interface SubscriptionTopicsTable {
  subscription_id: number;
  topic: string;
  organization_id: number;
  instance_id: number | null;
}

export interface ReplaysTable {
  id: Generated<number>;
  instance_id: number;
  filter: Json<unknown>;
  url: string | null;
  status: 'waiting' | 'running' | 'delivering' | 'completed' | 'failed' | 'cancelled';
  found: Generated<number>;
  skipped: Generated<number>;
  after_id: Generated<number>;
  up_to_id: number;
  fault: Json<unknown> | null;
  next_step_at_ms: number | null;
  created_at_ms: number;
  started_at_ms: number | null;
  finished_at_ms: number | null;
}

/** Rows whose owner was deleted: an instance, a subscription, a cursor. */
export interface LeftoversTable {
  kind: 'notifications' | 'deliveries' | 'versions';
  owner_id: number;
}
