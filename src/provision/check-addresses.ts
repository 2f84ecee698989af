import type { Egress } from '../egress/egress.ts';
import { Fault, type Issue } from '../model/fault.ts';
import { pathOf } from '../model/instance-configuration/configuration-rules.ts';

/** Entries that we will call. The authorization and callback URLs of OAuth are for browsers. */
const calledEntries: readonly string[] = ['base.url', 'oauth.token.url', 'oauth.token.refresh_url'];
const callbackKey = 'event.notification.callback.url';

/**
 * Throws `address.refused` when a configured address is not allowed, naming its entry. It is checked again at every
 * connection; here it is told to the one who can correct it.
 */
export async function checkAddresses(
  { egress }: { egress: Pick<Egress, 'assertAllowed'> },
  values: Record<string, string>,
  callbackUrl: string | undefined,
): Promise<void> {
  const urls: [string, string][] = [
    [callbackKey, callbackUrl ?? ''],
    ...calledEntries.map((key): [string, string] => [key, values[key]?.trim() ?? '']),
  ];
  const set = urls.filter(([, url]) => url !== '');
  const outcomes = await Promise.all(set.map(([key, url]) => refusalOf(egress, key, url)));
  const issues = outcomes.filter((issue) => issue !== undefined);
  if (issues.length === 0) return;
  throw new Fault('address.refused', issues.map(({ path, message }) => `${path}: ${message}`).join(' '), { issues });
}

async function refusalOf(egress: Pick<Egress, 'assertAllowed'>, key: string, url: string): Promise<Issue | undefined> {
  try {
    await egress.assertAllowed(url);
    return undefined;
  } catch (error) {
    if (error instanceof Fault && error.code === 'address.refused')
      return { path: pathOf(key), message: error.message };
    throw error;
  }
}
