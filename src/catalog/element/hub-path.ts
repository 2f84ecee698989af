import { withoutEndSlashes } from '../../lib/without-end-slashes.ts';

/** `/hubs/crm/contacts/{id}` → `/contacts/{id}`; undefined for what cannot be a path of the hub. */
export function hubPath(path: string): string | undefined {
  const [bare = ''] = path.trim().split('?');
  const rooted = bare.startsWith('/') ? bare : `/${bare}`;
  const own = withoutEndSlashes(rooted.replace(/^\/hubs\/[^/]+/, ''));
  return /^(?:\/[^/?#\s]+)+$/.test(own) ? own : undefined;
}

/** The names in braces. */
export const namesIn = (path: string): string[] => [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);

/** Paths that differ only in the names of their parameters are one. */
export const pathShape = (path: string): string => path.replaceAll(/\{[^{}]*\}/g, '{}');

/** `/contacts` and `id` of `/contacts/{id}`; undefined where the path does not end with a parameter of its own segment. */
export function parentOf(path: string): { parent: string; parameter: string } | undefined {
  const [, parent = '', parameter = ''] = /^(.+)\/\{([^{}/]+)\}$/.exec(path) ?? [];
  return parent === '' ? undefined : { parent, parameter };
}
