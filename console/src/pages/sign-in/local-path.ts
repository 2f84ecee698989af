const home = '/';
/** Only to see what a browser makes of a path. */
const anywhere = 'https://console.invalid';

/** The page that was asked for before the sign-in. Anything that could lead to another site leads home. */
export function localPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return home;
  const url = URL.parse(next, anywhere);
  if (!url || url.origin !== anywhere || url.pathname === '/sign-in') return home;
  // Dots are taken out after the origin is known: /.//elsewhere is //elsewhere, which is another site.
  if (url.pathname.startsWith('//')) return home;
  return url.pathname + url.search + url.hash;
}
