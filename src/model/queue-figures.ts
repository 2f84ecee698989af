/** How much waits in the database, over all organizations. */
export interface QueueFigures {
  subscriptions: Record<SubscriptionState, SubscriptionFigures>;
  polls: Record<PollState, number>;
  /** Milliseconds by which polls that run by themselves are incomplete, in the order of `lagQuantiles`; empty when there is none to measure. */
  lagMs: number[];
  /** Polls that run by themselves and have never read their resource to its end. */
  neverComplete: number;
  webhooks: WebhookFigures;
}

/** Webhooks in the inbox. */
export interface WebhookFigures {
  /** Not worked on yet, or to be tried again; not those of instances that are disabled or have events switched off. */
  waiting: number;
  /** Epoch milliseconds at which the oldest of these was received; undefined: there is none. */
  oldestAt: number | undefined;
}

/** `resting`: the endpoint is down, and its next attempt is a retry. `inactive`: nothing is sent until it is switched on. */
export const subscriptionStates = ['active', 'resting', 'inactive'] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

export interface SubscriptionFigures {
  count: number;
  /** Deliveries that are not acknowledged. */
  outstanding: number;
  /** Epoch milliseconds at which the oldest of these was made; undefined: there is none. */
  oldestAt: number | undefined;
}

/**
 * `waiting`: for its next time. `due`: and nobody has begun it. `paused`: after too many failures. `off`: its instance is
 * disabled or must be connected again.
 */
export const pollStates = ['running', 'due', 'waiting', 'paused', 'off'] as const;
export type PollState = (typeof pollStates)[number];

export const lagQuantiles = [0.5, 0.9, 0.99, 1] as const;
