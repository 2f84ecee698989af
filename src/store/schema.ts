import type { ColumnType, Generated } from 'kysely';

/** The tables of migrations/, as Kysely sees them. bigint columns are read as numbers (all stay below 2^53). */
export interface Schema {
  organizations: OrganizationsTable;
  accounts: AccountsTable;
  users: UsersTable;
  sessions: SessionsTable;
  instances: InstancesTable;
  credentials: CredentialsTable;
  polls: PollsTable;
  cursors: CursorsTable;
  record_versions: RecordVersionsTable;
  record_lateness: RecordLatenessTable;
  reconciliations: ReconciliationsTable;
  notices: NoticesTable;
  notifications: NotificationsTable;
  events: EventsTable;
  subscriptions: SubscriptionsTable;
  deliveries: DeliveriesTable;
  delivery_attempts: DeliveryAttemptsTable;
  event_feeds: EventFeedsTable;
  forgotten_events: ForgottenEventsTable;
  subscription_topics: SubscriptionTopicsTable;
  replays: ReplaysTable;
  leftovers: LeftoversTable;
  usage_records: UsageRecordsTable;
}

/** Read parsed, written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

interface OrganizationsTable {
  id: Generated<number>;
  name: string;
  secret_hash: Buffer;
  secret_sealed: Buffer;
  created_at_ms: number;
}

interface AccountsTable {
  id: Generated<number>;
  organization_id: number;
  name: string;
  settings: ColumnType<Record<string, string>, string | undefined, string>;
  created_at_ms: number;
}

interface UsersTable {
  id: Generated<number>;
  organization_id: number;
  account_id: number;
  email: string;
  first_name: Generated<string>;
  last_name: Generated<string>;
  role: 'admin' | 'member' | 'viewer';
  password_hash: string;
  secret_hash: Buffer;
  secret_sealed: Buffer;
  created_at_ms: number;
}

interface SessionsTable {
  token_hash: Buffer;
  user_id: number;
  expires_at_ms: number;
}

interface InstancesTable {
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
  /** The secret values, as sealed JSON. */
  secrets_sealed: Buffer;
  disabled: Generated<boolean>;
  connection: Generated<'connected' | 'reconnect'>;
  connection_reason: string | null;
  external_authentication: Generated<string>;
  created_at_ms: number;
  updated_at_ms: number;
}

interface CredentialsTable {
  instance_id: number;
  tokens_sealed: Buffer | null;
  updated_at_ms: number;
}

interface PollsTable {
  id: Generated<number>;
  instance_id: number;
  resource: string;
  definition: Json<unknown>;
  identity: string;
  interval_ms: number;
  start_us: number;
  initial_before_us: number;
  silent_initial: Generated<boolean>;
  fence: Generated<number>;
  lease_until_ms: number | null;
  enabled: Generated<boolean>;
  next_poll_at_ms: number | null;
  last_started_at_ms: number | null;
  last_finished_at_ms: number | null;
  last_outcome: string | null;
  last_fault: Json<unknown> | null;
  last_counts: Json<unknown> | null;
  consecutive_failures: Generated<number>;
  complete_up_to_us: number | null;
  remembers_all: Generated<boolean>;
  sweeps: Generated<number>;
  last_sweep: Generated<number>;
  reconcile_every_ms: number | null;
  next_reconciliation_at_ms: number | null;
  least_interval_ms: number | null;
  greatest_interval_ms: number | null;
  changes_per_hour: number | null;
  consecutive_throttles: Generated<number>;
  paused_at_ms: number | null;
  overdue_since_ms: number | null;
}

interface CursorsTable {
  id: Generated<number>;
  poll_id: number;
  scope: string;
  watermark_us: number | null;
  scanned_at_us: number | null;
  complete_up_to_us: number | null;
  clock_skew_us: number | null;
  least_clock_skew_us: number | null;
  baseline_complete: Generated<boolean>;
  newest_seen_us: number | null;
  scan: Json<unknown> | null;
  feed: Json<unknown> | null;
  validator: Json<unknown> | null;
  bases: Json<unknown> | null;
  settled_us: number | null;
  read_sweep: Generated<number>;
  last_sweep: Generated<number>;
}

interface RecordVersionsTable {
  cursor_id: number;
  record_id: string;
  version: string;
  revision: Generated<number>;
  date_us: number | null;
  sweep: Generated<number>;
  fields: Json<Record<string, string>> | null;
  record: string | null;
}

interface RecordLatenessTable {
  poll_id: number;
  bucket: number;
  count: number;
  last_at_ms: number;
}

interface ReconciliationsTable {
  id: Generated<number>;
  instance_id: number;
  poll_id: number;
  reason: 'requested' | 'scheduled' | 'feedReset';
  status: 'waiting' | 'running' | 'held' | 'completed' | 'failed' | 'cancelled';
  progress: Json<unknown>;
  counts: Json<unknown>;
  fault: Json<unknown> | null;
  next_step_at_ms: number | null;
  lease_until_ms: number | null;
  fence: Generated<number>;
  created_at_ms: number;
  started_at_ms: number | null;
  finished_at_ms: number | null;
}

interface NoticesTable {
  id: Generated<number>;
  instance_id: number;
  resource: string | null;
  kind: string;
  message: string;
  created_at_ms: number;
}

/** Of an instance, or a message: then organization, topic, severity, sender and message are set, and nothing of an instance. */
interface NotificationsTable {
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
}

interface EventsTable {
  notification_id: number;
  position: number;
  event_id: string;
  record_id: string;
  type: string;
  date_us: number;
  /** Null when it is no longer kept. */
  record: string | null;
  changes: Json<unknown> | null;
}

interface SubscriptionsTable {
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

interface DeliveriesTable {
  subscription_id: number;
  notification_id: number;
  status: 'created' | 'retry' | 'queued' | 'delivered';
  attempts: Generated<number>;
  next_attempt_at_ms: number | null;
  created_at_ms: number;
  delivered_at_ms: number | null;
}

interface DeliveryAttemptsTable {
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

interface EventFeedsTable {
  instance_id: number;
  forgotten_up_to: Generated<number>;
  bodies_forgotten_up_to: Generated<number>;
}

interface ForgottenEventsTable {
  instance_id: number;
  resource: string;
  before_us: number;
}

interface SubscriptionTopicsTable {
  subscription_id: number;
  topic: string;
  organization_id: number;
  instance_id: number | null;
}

interface ReplaysTable {
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
interface LeftoversTable {
  kind: 'notifications' | 'deliveries' | 'versions';
  owner_id: number;
}

interface UsageRecordsTable {
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
