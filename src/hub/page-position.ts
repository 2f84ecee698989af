import { z } from 'zod';

const cursor = z.union([z.string(), z.number()]);

/** How far a scan has followed cursors, and a cursor to tell whether they go round in circles. */
const trailSchema = z.strictObject({
  pages: z.number().int().positive(),
  rows: z.number().int().nonnegative(),
  /** The cursor after the page whose number is the last power of two. */
  mark: z.string(),
});

/** What the pages of this reading sum up to, and did in the reading before, where a list is read more than once. */
const readingShape = {
  sum: z.number().int().nonnegative().optional(),
  check: z.strictObject({ times: z.number().int(), before: z.number().int() }).optional(),
};

/** Where the next page begins. Plain JSON, so that it can be stored or handed out as a page token. */
export const pagePositionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('offset'),
    /** Rows before the first unread one. */
    offset: z.number().int().nonnegative(),
    /** The last rows read, oldest first, by content and identity; the last of them must reappear before the unread rows. */
    anchors: z.array(z.string()),
    /** Times that rows had moved; a scan that never settles is given up. */
    setbacks: z.number().int().nonnegative(),
    /** Where the unread rows began when the anchors were taken; absent: at `offset`. */
    stood: z.number().int().nonnegative().optional(),
    /** Rows differ each time they are read: more of them are asked for again. */
    restless: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('page'),
    page: z.number().int(),
    /** The identities of the rows of the page before, hashed, and how many pages in a row had just these. */
    before: z.strictObject({ hash: z.string(), repeats: z.number().int().nonnegative() }).optional(),
    /** Rows of the pages before. */
    rows: z.number().int().nonnegative(),
    /** The digests of the pages before, summed up. */
    digest: z.number().int().nonnegative().optional(),
    /** Set behind the last page that has a number: the cursor of the page, and the number of that last one. */
    beyond: z.strictObject({ cursor, lastPage: z.number().int(), trail: trailSchema }).optional(),
    /**
     * Set while the pages are read once more, from the last but one to the first: what they summed up to before, and do so
     * far this time.
     */
    check: z
      .strictObject({
        capped: z.boolean(),
        from: z.number().int(),
        times: z.number().int(),
        before: z.number().int(),
        sum: z.number().int(),
      })
      .optional(),
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
  z.strictObject({
    kind: z.literal('cursor'),
    /** As the answer had it, or the id of the last row; absent: the list is read again from its beginning. */
    cursor: cursor.optional(),
    /** What the next page is asked for by beside it. */
    carried: z.record(z.string(), cursor).optional(),
    trail: trailSchema.optional(),
    ...readingShape,
  }),
  z.strictObject({
    kind: z.literal('link'),
    /** Absolute, without credentials; absent: the list is read again from its beginning. */
    link: z.string().optional(),
    trail: trailSchema.optional(),
    ...readingShape,
  }),
  z.strictObject({
    kind: z.literal('feed'),
    /** Where this poll began; absent: at the full listing, as nothing has told a cursor so far. */
    cursor: cursor.optional(),
    /** The page of this poll, where the vendor has cursors of another kind for them. */
    page: cursor.optional(),
    trail: trailSchema.optional(),
  }),
]);

export type PagePosition = z.output<typeof pagePositionSchema>;
export type PositionOf<Kind extends PagePosition['kind']> = Extract<PagePosition, { kind: Kind }>;
export type OffsetPosition = PositionOf<'offset'>;
export type NumberedPosition = PositionOf<'page'>;
export type KeysetPosition = PositionOf<'keyset'>;
export type FeedPosition = PositionOf<'feed'>;
export type Cursor = z.output<typeof cursor>;
/** Of a list that is read more than once. */
export type Reading = Pick<PositionOf<'cursor'>, 'sum' | 'check'>;
export type Trail = z.output<typeof trailSchema>;

/** Whether a page was read before, and is read once more to meet rows that have moved. */
export const isSecondReading = (position: PagePosition | undefined): boolean =>
  position !== undefined && 'check' in position && position.check !== undefined;
