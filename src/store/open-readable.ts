/** Told of a row whose sealed values do not open: damaged, or sealed with another key. It is left until its claim runs out. */
export type Unreadable = (about: { instanceId?: number; subscriptionId?: number }, error: unknown) => void;

/** Opens what can be opened, so that one such row does not stop all that were claimed with it. Without `unreadable` it throws. */
export function openReadable<Row, Opened>(
  rows: readonly Row[],
  open: (row: Row) => Opened,
  unreadable: ((row: Row, error: unknown) => void) | undefined,
): Opened[] {
  return rows.flatMap((row) => {
    try {
      return [open(row)];
    } catch (error) {
      if (!unreadable) throw error;
      unreadable(row, error);
      return [];
    }
  });
}
