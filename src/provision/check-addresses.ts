import type { Egress } from '../egress/egress.ts';
import { addressKeys, addressTemplates, entriesOf } from '../model/connector-addresses.ts';
import type { Connector } from '../model/connector.ts';
import { Fault, type Issue } from '../model/fault.ts';
import { pathOf } from '../model/instance-configuration/configuration-rules.ts';

const callbackKey = 'event.notification.callback.url';

export interface AddressesToCheck {
  connector: Connector;
  /** Of the instance, by entry. */
  values: Readonly<Record<string, string>>;
  callbackUrl: string | undefined;
}

/**
 * Throws `address.refused` when an address that the configuration makes is not allowed, naming its entry. It is checked
 * again at every connection; here it is told to the one who can correct it.
 */
export async function checkAddresses(
  { egress }: { egress: Pick<Egress, 'assertAllowed'> },
  { connector, values, callbackUrl = '' }: AddressesToCheck,
): Promise<void> {
  const entries = addressKeys.map((key): [string, string] => [key, values[key]?.trim() ?? '']);
  const urls = [...entries, ...addressTemplates(connector).flatMap((template) => filled(template, values))];
  const outcomes = await Promise.all(
    [[callbackKey, callbackUrl] as const, ...urls]
      .filter(([, url]) => url !== '')
      .map(([key, url]) => refusalOf(egress, key, url)),
  );
  const issues = outcomes.filter((issue) => issue !== undefined);
  if (issues.length === 0) return;
  throw new Fault('address.refused', issues.map(({ path, message }) => `${path}: ${message}`).join(' '), { issues });
}

/** With its last entry. Empty where one is not set, or it is no address of its own. */
function filled(template: string, values: Readonly<Record<string, string>>): [string, string][] {
  const entries = entriesOf(template);
  if (!entries.every((key) => values[key] && !addressKeys.includes(key))) return [];
  const url = template.replaceAll(/\{([^{}]+)\}/g, (_, key: string) => values[key] ?? '');
  return /^https?:/i.test(url) ? [[entries.at(-1) ?? '', url]] : [];
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
