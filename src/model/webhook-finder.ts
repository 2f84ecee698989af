import type { WebhookRoute } from './connector-webhooks.ts';

export type Finder = { kind: 'none' } | { kind: 'route'; route: WebhookRoute } | { kind: 'unreadable'; reason: string };

/**
 * Reads `event.notification.instance.finder`: `<configuration entry>|<path in the body>`, e.g. `team.id|team_id`. Empty,
 * `false` and `null`, as exported elements write it, are none.
 */
export function readFinder(written: string): Finder {
  const finder = written.trim();
  if (finder === '' || finder === 'false' || finder === 'null') return { kind: 'none' };
  const [entry = '', path = '', ...more] = finder.split('|').map((part) => part.trim());
  if (entry === '' || path === '' || more.length > 0) {
    const found = JSON.stringify(finder.slice(0, 200));
    return { kind: 'unreadable', reason: `found ${found}, allowed: <configuration entry>|<path in the body>` };
  }
  return { kind: 'route', route: { list: '', value: path, entry } };
}
