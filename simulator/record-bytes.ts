const COMMA = 0x2c;

/**
 * `head`, the records with commas between them, `tail`: copied, not encoded again, so that a page costs next to nothing
 * however many letters beyond ASCII it holds.
 */
export function joinRecords(head: string, records: readonly Buffer[], tail: string): Buffer {
  const start = Buffer.from(head);
  const end = Buffer.from(tail);
  let length = start.length + end.length + Math.max(0, records.length - 1);
  for (const record of records) length += record.length;
  const joined = Buffer.allocUnsafe(length);
  let place = start.copy(joined);
  for (const [index, record] of records.entries()) {
    if (index > 0) joined[place++] = COMMA;
    place += record.copy(joined, place);
  }
  end.copy(joined, place);
  return joined;
}
