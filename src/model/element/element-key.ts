import { invalidElement } from './element-document.ts';

const keyPattern = /^[A-Za-z][\w-]{0,63}$/;

/**
 * The key of an element: its own, else one made from its name (`Act! 365` → `act365`). Throws `connector.invalid` for a
 * key that cannot stand in a URL.
 */
export function elementKey({ key, name }: { key?: string | null | undefined; name: string }): string {
  const given = key?.trim() ?? '';
  if (keyPattern.test(given)) return given;
  if (given !== '') {
    const allowed = 'letters, digits, - and _, beginning with a letter, 64 characters at most';
    throw invalidElement([{ path: 'key', message: `found ${JSON.stringify(given)}; allowed: ${allowed}` }]);
  }
  const made = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^\d+/, '')
    .slice(0, 64);
  if (made !== '') return made;
  const message = `found ${JSON.stringify(name)}, of which no key can be made; allowed: a name with letters a to z, or a key`;
  throw invalidElement([{ path: 'name', message }]);
}
