/** `/lists/{listId}/contacts` → `lists-contacts`; `/{objectName}` → `objectName`. Another where that is taken. */
export function resourceName(path: string, taken: object): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  const fixed = segments.filter((segment) => !segment.startsWith('{'));
  const name = (fixed.length > 0 ? fixed : segments).join('-').replaceAll(/[^\w.-]/g, '') || 'resource';
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    // What every object inherits is taken as well.
    if (!(candidate in taken)) return candidate;
  }
}
