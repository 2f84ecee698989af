import { z } from 'zod';

/** Where the next page begins. Plain JSON, so that it can be stored or handed out as a page token. */
export const pagePositionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('offset'),
    /** Rows before the first unread one. */
    offset: z.number().int().nonnegative(),
    /** Identities of the last rows read, oldest first; the last of them must reappear just before the unread rows. */
    anchors: z.array(z.string()),
    /** Times that rows had moved; a scan that never settles is given up. */
    setbacks: z.number().int().nonnegative(),
  }),
  z.strictObject({
    kind: z.literal('page'),
    page: z.number().int(),
    /** Identity of the first row of the page before. */
    first: z.string(),
  }),
  z.strictObject({
    kind: z.literal('keyset'),
    /** Date to read from, as the record has it; absent: as the where clause says. */
    from: z.string().optional(),
    page: z.number().int(),
    /** Identities of the rows with the date `from` that have been read. */
    seen: z.array(z.string()),
    /** Set while the pages of one date are read once more, from the last to the first. */
    check: z
      .strictObject({
        /** Whether a row has turned up that was not seen before. */
        found: z.boolean(),
        /** Where the scan goes on afterwards; absent: it has ended. */
        goOn: z.strictObject({ from: z.string(), seen: z.array(z.string()) }).optional(),
      })
      .optional(),
  }),
]);

export type PagePosition = z.output<typeof pagePositionSchema>;
export type OffsetPosition = Extract<PagePosition, { kind: 'offset' }>;
export type NumberedPosition = Extract<PagePosition, { kind: 'page' }>;
export type KeysetPosition = Extract<PagePosition, { kind: 'keyset' }>;
