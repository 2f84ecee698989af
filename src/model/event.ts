import type { Instant } from '../lib/instant.ts';
import type { JsonValue } from '../lib/json.ts';
import type { FieldChanges } from './change.ts';

/** A stored change. */
export interface StoredEvent {
  eventId: string;
  /** An EventType, or any other word that a webhook told. */
  type: string;
  recordId: string;
  /** Provider's date of the change; the poll date where it has none. */
  date: Instant;
  /** The record as JSON text, as polled; undefined when it is no longer kept. */
  record: string | undefined;
  /** What differs from the version before, where that is known. */
  changes?: FieldChanges;
  /** Where a file was and is, as webhooks tell it. */
  paths?: EventPaths;
}

export interface EventPaths {
  oldPath?: string;
  newPath?: string;
}

/** Up to ten events of one resource, or twenty of one webhook, that are delivered together. */
export interface EventNotification {
  kind: 'events';
  id: number;
  instanceId: number;
  resource: string;
  /** Provider time of the poll that found them; of what a webhook told, when it was received. */
  pollDate: Instant;
  initial: boolean;
  /** Epoch milliseconds. */
  createdAt: number;
  events: StoredEvent[];
  /** Set: they were told from the content of this webhook. */
  webhook?: TellingWebhook;
}

/** The webhook whose content events were told from. */
export interface TellingWebhook {
  id: number;
  /** Its body as JSON text, as received; undefined: no longer kept. `notRead`: it is long, and is read when it is needed. */
  raw: WebhookRaw | 'notRead';
}

export type WebhookRaw = { text: string } | undefined;

/** What somebody told through the API to all who subscribed to its topic. */
export interface TopicMessage {
  kind: 'message';
  id: number;
  organizationId: number;
  topic: string;
  severity: Severity;
  /** Who it is from, as its maker said; undefined: not said. */
  sender: string | undefined;
  /** As it was given: a text or any other JSON value. */
  message: JsonValue;
  createdAt: number;
}

/** What one request to a callback URL holds. */
export type Notification = EventNotification | TopicMessage;

export const severities = ['low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

/** The topic of an instance's events, as the contract has it. */
export const instanceTopic = (instanceId: number, connectorKey: string): string =>
  `instance-${instanceId}-${connectorKey}-events`;

/** The topic that tells when the provider no longer accepts the credentials of an instance, and when it does again. */
export const connectionTopic = (instanceId: number, connectorKey: string): string =>
  `instance-${instanceId}-${connectorKey}-connection`;
