/** Where an answer says what comes next. */
export interface NextPageSource {
  path: string | undefined;
  header: string | undefined;
  /** It holds the URL of the next page, not a cursor. */
  isLink: boolean;
}

/**
 * `nextPageKey`: a path in the body (`data.nextId`, `body.meta.next`), a header (`header.x-next`), or a URL that has the
 * cursor in its query (`body.page.next?cursor`), which is followed as a whole. `header.link` is the header Link.
 */
export function nextPageSource(key: string | null | undefined): NextPageSource | undefined {
  const text = (key ?? '').trim();
  if (text === '') return undefined;
  const [place = '', parameter] = text.split('?');
  const header = /^headers?\.(.+)$/i.exec(place)?.[1]?.toLowerCase();
  if (header === 'link') return { path: undefined, header: undefined, isLink: true };
  if (header !== undefined) return { path: undefined, header, isLink: false };
  return { path: place.replace(/^body\./i, ''), header: undefined, isLink: parameter !== undefined };
}
