import type { Sealer } from '../lib/sealer.ts';
import { isSecretKey } from '../model/instance-configuration/is-secret-key.ts';

/** The columns that hold the settings of a subscription which no instance has. */
export interface SubscriptionSettingsRow {
  organization_id: number;
  created_at_ms: number;
  /** The values that are not secret. */
  config: Record<string, string> | null;
  /** The secret values, as sealed JSON. */
  secrets_sealed: Buffer | null;
}

/** To whom the settings belong: columns that are known before the row has an id, and never change. */
export type SubscriptionOwner = Pick<SubscriptionSettingsRow, 'organization_id' | 'created_at_ms'>;

/** What the sealed values are bound to: copied to a subscription of another organisation they do not open. */
const sealedContext = ({ organization_id, created_at_ms }: SubscriptionOwner): string =>
  `subscription:${organization_id}:${created_at_ms}:secrets`;

/** Settings by key, in clear, as the columns that store them: `config` as JSON text, the secret ones sealed. */
export function sealSubscriptionSettings(
  sealer: Sealer,
  owner: SubscriptionOwner,
  values: Record<string, string>,
): { config: string; secrets_sealed: Buffer } {
  const isSecret = ([key]: [string, string]) => isSecretKey(key, []);
  const entries = Object.entries(values);
  const open = Object.fromEntries(entries.filter((entry) => !isSecret(entry)));
  const secrets = Object.fromEntries(entries.filter(isSecret));
  return {
    config: JSON.stringify(open),
    secrets_sealed: sealer.seal(JSON.stringify(secrets), sealedContext(owner)),
  };
}

/** All settings in clear; undefined where the subscription has none of its own, but those of its instance. */
export function openSubscriptionSettings(
  sealer: Sealer,
  row: SubscriptionSettingsRow,
): Record<string, string> | undefined {
  if (row.config === null) return undefined;
  if (row.secrets_sealed === null) return row.config;
  return { ...row.config, ...(JSON.parse(sealer.open(row.secrets_sealed, sealedContext(row))) as typeof row.config) };
}
