import type {
  AccountsTable,
  LogInFailuresTable,
  OrganizationsTable,
  SessionsTable,
  UsageRecordsTable,
  UsersTable,
} from './tables/accounts.ts';
import type {
  ConnectFlowsTable,
  ConnectorsTable,
  CredentialsTable,
  InstancesTable,
  TokenRenewalsTable,
} from './tables/connections.ts';
import type { DateFormatsTable } from './tables/date-formats.ts';
import type {
  CursorsTable,
  NoticesTable,
  PollsTable,
  ReconciliationsTable,
  RecordLatenessTable,
  RecordVersionsTable,
} from './tables/polling.ts';
import type {
  DeliveriesTable,
  DeliveryAttemptsTable,
  EventFeedsTable,
  EventsTable,
  ForgottenEventsTable,
  LeftoversTable,
  NotificationsTable,
  ReplaysTable,
  SubscriptionTopicsTable,
  SubscriptionsTable,
} from './tables/delivery.ts';
import type { InstanceChangesTable, PollRunsTable } from './tables/history.ts';
import type {
  ReceivedWebhooksTable,
  WebhookKeysTable,
  WebhookPulseTable,
  WebhookRegistrationsTable,
} from './tables/webhooks.ts';
import type { WorkersTable } from './tables/workers.ts';

/** The tables of migrations/, as Kysely sees them. bigint columns are read as numbers (all stay below 2^53). */
export interface Schema {
  organizations: OrganizationsTable;
  accounts: AccountsTable;
  users: UsersTable;
  sessions: SessionsTable;
  log_in_failures: LogInFailuresTable;
  instances: InstancesTable;
  credentials: CredentialsTable;
  polls: PollsTable;
  date_formats: DateFormatsTable;
  cursors: CursorsTable;
  record_versions: RecordVersionsTable;
  record_lateness: RecordLatenessTable;
  reconciliations: ReconciliationsTable;
  notices: NoticesTable;
  poll_runs: PollRunsTable;
  instance_changes: InstanceChangesTable;
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
  connectors: ConnectorsTable;
  connect_flows: ConnectFlowsTable;
  token_renewals: TokenRenewalsTable;
  received_webhooks: ReceivedWebhooksTable;
  webhook_registrations: WebhookRegistrationsTable;
  webhook_keys: WebhookKeysTable;
  webhook_pulse: WebhookPulseTable;
  workers: WorkersTable;
}
