import { z } from 'zod';

const date = z.string().describe('2026-01-31T08:00:00.000Z');

const deliveryFigures = z
  .object({
    subscriptions: z.number(),
    outstanding: z.number().describe('Deliveries that nobody has acknowledged.'),
    oldestDate: date.nullable().describe('When the oldest of these was made; null: there is none.'),
  })
  .meta({ id: 'DeliveryFigures' });

export const queueBody = z
  .object({
    polls: z
      .object({
        running: z.number(),
        due: z.number().describe('Nobody has begun them yet.'),
        waiting: z.number().describe('For their next time.'),
        paused: z.number().describe('After too many failures.'),
        off: z.number().describe('Their instance is disabled, has its events off, or must be connected again.'),
        overdue: z.number().describe('They should have run and did not.'),
        lagMs: z
          .object({ half: z.number(), most: z.number() })
          .nullable()
          .describe(
            'By how many milliseconds half of the resources, and the last of them, are incomplete; null: none is polled.',
          ),
      })
      .meta({ id: 'PollFigures' }),
    deliveries: z
      .object({
        active: deliveryFigures,
        resting: deliveryFigures.describe('Their endpoint is down, and the next request is a retry.'),
        inactive: deliveryFigures.describe('Switched off: what they have waits.'),
      })
      .describe('By the state of the subscription.'),
    webhooks: z.object({
      waiting: z.number().describe('In the inbox.'),
      oldestDate: date.nullable().describe('When the oldest of these came.'),
    }),
    replays: z.number().describe('That have not ended.'),
    reconciliations: z.number().describe('That have not ended.'),
  })
  .meta({ id: 'QueueFigures' });

const oldestUndelivered = z
  .object({
    date,
    ageMs: z.number(),
    eventId: z.string().nullable(),
    instanceId: z.number().nullable(),
    instanceName: z.string().nullable(),
    subscriptionId: z.number(),
    host: z.string().nullable().describe('Where it is sent to.'),
    attempts: z.number(),
    resting: z.boolean().describe('Its endpoint is down.'),
  })
  .meta({ id: 'OldestUndelivered' });

const endpoint = z
  .object({
    host: z.string(),
    subscriptions: z.number(),
    attempts: z.number(),
    failed: z.number(),
    p50Ms: z.number(),
    p95Ms: z.number(),
    lastAttemptDate: date,
    lastFailure: z.string().nullable(),
  })
  .meta({ id: 'EndpointFigures' });

const stoppedSubscription = z
  .object({
    id: z.number(),
    instanceId: z.number().nullable().describe('Null: it was made for its topics.'),
    instanceName: z.string().nullable(),
    instanceDisabled: z.boolean(),
    host: z.string().nullable(),
    active: z.boolean().describe('True: it is on, and its endpoint is down.'),
    inactiveReason: z.string().nullable(),
    inactiveDate: date.nullable().describe('Since when it is switched off.'),
    pending: z.number(),
    nextAttemptDate: date.nullable(),
  })
  .meta({ id: 'StoppedSubscription' });

const pausedPolling = z
  .object({
    instanceId: z.number(),
    instanceName: z.string(),
    connector: z.string(),
    resource: z.string().nullable().describe('The one that failed too often.'),
    pausedDate: date,
    lastError: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'PausedPolling' });

export const quotaBody = z
  .object({
    connector: z.string().describe('Its key.'),
    connectorName: z.string(),
    account: z.string().describe('What tells the account from others at the provider; secrets are masked.'),
    instanceId: z.number().nullable().describe('The instance whose own quota it is; null: instances share it.'),
    limits: z.array(z.object({ requests: z.number(), seconds: z.number(), used: z.number() })),
    underWay: z.number(),
    waiting: z.number(),
    heldUntilDate: date.nullable().describe('Nothing is sent before then.'),
    backgroundHeldUntilDate: date.nullable().describe('The same for work that can wait, such as reconciliations.'),
  })
  .meta({ id: 'QuotaUse' });

export const workerBody = z
  .object({
    host: z.string(),
    pid: z.number(),
    roles: z.array(z.string()),
    state: z
      .enum(['alive', 'stopping', 'lost'])
      .describe('lost: it has not told of itself for 45 seconds; such a row goes after an hour.'),
    startedDate: date,
    lastSeenDate: date,
    underWay: z
      .object({
        polls: z.number(),
        reconciliations: z.number(),
        deliveries: z.number().describe('Subscriptions that are sent to.'),
        webhooks: z.number().describe('Instances whose webhooks are worked on.'),
      })
      .partial()
      .describe('What it does at this moment; a kind of work that it does not do is absent.'),
  })
  .meta({ id: 'Worker' });

export const operationsBody = z
  .object({
    date: date.describe('When this was read.'),
    queue: queueBody.describe("Of the caller's organisation."),
    oldestUndelivered: oldestUndelivered.nullable().describe('Null: there is none.'),
    endpoints: z
      .array(endpoint)
      .describe(
        'Callback hosts, the slowest first: by the attempts of the last hour, of which the newest 10,000 count.',
      ),
    stoppedSubscriptions: z.object({ total: z.number(), subscriptions: z.array(stoppedSubscription) }),
    pausedPolling: z.object({ total: z.number(), instances: z.array(pausedPolling) }),
    quotas: z.array(quotaBody).describe('Those that are held first, then those of which most is used.'),
    server: z
      .object({
        organizations: z.number(),
        queue: queueBody,
        workers: z.array(workerBody).describe('The processes of this server, the oldest first.'),
      })
      .nullable()
      .describe('Of the whole server: for the organisation that operates it, null for all others.'),
  })
  .meta({ id: 'Operations' });

export type QueueBody = z.output<typeof queueBody>;
export type QuotaBody = z.output<typeof quotaBody>;
export type WorkerBody = z.output<typeof workerBody>;
export type OperationsBody = z.output<typeof operationsBody>;
