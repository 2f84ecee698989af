/** A page holds at most so much of records and messages, so that no list of long ones fills the memory; one item at least. */
export const mostPageBytes = 16 * 1024 * 1024;

/** How many of the first items a page takes. */
export function fittingPage<Item>(items: readonly Item[], bytesOf: (item: Item) => number): number {
  let bytes = 0;
  const tooMany = items.findIndex((item, index) => {
    bytes += bytesOf(item);
    return index > 0 && bytes > mostPageBytes;
  });
  return tooMany === -1 ? items.length : tooMany;
}
