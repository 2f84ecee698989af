/** What was changed at the pretend SaaS systems, held against what arrived at the callback URL. */
export interface Ledger {
  /** A change was made; its event is expected. */
  expect(change: ExpectedChange): void;
  /** An event arrived. */
  arrive(event: ArrivedEvent): Arrival;
  /** True while the record's last change has not arrived. */
  isOutstanding(connector: string, recordId: string): boolean;
  totals(now: number): Totals;
  /** Events of each kind that arrived as expected. */
  arrivedOf(connector: string): { created: number; updated: number };
}

export interface ExpectedChange {
  connector: string;
  recordId: string;
  type: 'CREATED' | 'UPDATED';
  /** Epoch milliseconds. */
  at: number;
}

export interface ArrivedEvent {
  connector: string;
  recordId: string;
  eventId: string;
  type: string;
  /** Epoch milliseconds. */
  at: number;
}

export type Arrival =
  { kind: 'expected'; latencyMs: number } | { kind: 'duplicate' } | { kind: 'unexpected'; reason: string };

export interface Totals {
  changes: number;
  events: number;
  /** Changes whose event should have arrived by now. */
  missing: number;
  duplicates: number;
  unexpected: number;
  /** Changes made so lately that their event may still be on its way. */
  onTheWay: number;
}

/** After this time an event that has not arrived counts as missing. */
export const patienceMs = 30_000;

export function createLedger(): Ledger {
  const outstanding = new Map<string, ExpectedChange>();
  const seen = new Set<string>();
  const arrived = new Map<string, { created: number; updated: number }>();
  const counts = { changes: 0, events: 0, duplicates: 0, unexpected: 0 };
  const keyOf = (connector: string, recordId: string) => `${connector} ${recordId}`;
  const arrivedOf = (connector: string) => arrived.get(connector) ?? { created: 0, updated: 0 };

  return {
    arrivedOf,
    isOutstanding: (connector, recordId) => outstanding.has(keyOf(connector, recordId)),
    expect(change) {
      counts.changes++;
      outstanding.set(keyOf(change.connector, change.recordId), change);
    },
    arrive(event) {
      counts.events++;
      if (seen.has(event.eventId)) {
        counts.duplicates++;
        return { kind: 'duplicate' };
      }
      seen.add(event.eventId);
      const key = keyOf(event.connector, event.recordId);
      const change = outstanding.get(key);
      if (change?.type !== event.type) {
        counts.unexpected++;
        return { kind: 'unexpected', reason: change ? `expected ${change.type}` : 'nothing had changed' };
      }
      outstanding.delete(key);
      const { created, updated } = arrivedOf(event.connector);
      const one = event.type === 'CREATED' ? { created: created + 1, updated } : { created, updated: updated + 1 };
      arrived.set(event.connector, one);
      return { kind: 'expected', latencyMs: event.at - change.at };
    },
    totals(now) {
      const missing = [...outstanding.values()].filter((change) => now - change.at > patienceMs).length;
      return { ...counts, missing, onTheWay: outstanding.size - missing };
    },
  };
}
