import type { DeliverySettlement } from '../store/settle-deliveries.ts';

/** Deliveries that are written while others are still under way. */
export interface WrittenDeliveries {
  add(delivery: DeliverySettlement): void;
  /** Those that are written, once what is being written is. */
  done(): Promise<Set<DeliverySettlement>>;
}

/**
 * Writes them in the order in which they were added. Once some could not be written, nothing more is: else a later state of
 * a record could be known as delivered and an earlier one not, which would be sent again after it. Without `write` none is.
 */
export function writeAsTheyCome(
  write: ((deliveries: DeliverySettlement[]) => Promise<void>) | undefined,
): WrittenDeliveries {
  const written = new Set<DeliverySettlement>();
  let waiting: DeliverySettlement[] = [];
  let failed = write === undefined;
  let underWay: Promise<void> | undefined;

  const drain = async () => {
    while (waiting.length > 0 && !failed) {
      const together = waiting;
      waiting = [];
      await write?.(together).then(
        () => together.forEach((delivery) => written.add(delivery)),
        () => (failed = true),
      );
    }
    underWay = undefined;
  };
  return {
    add(delivery) {
      waiting.push(delivery);
      underWay ??= drain();
    },
    async done() {
      await underWay;
      return written;
    },
  };
}
