import { keepsTokens } from '../credentials/token-kinds.ts';
import type { Connector } from '../model/connector.ts';
import { authenticationEntries } from '../model/instance-configuration/authentication-entries.ts';

type Values = Readonly<Record<string, string>>;

/**
 * Whether a change of the configuration connects an instance anew: it goes to another address, or proves itself by another
 * key or password. Those that keep tokens are connected anew by new tokens instead.
 */
export function credentialsChanged({ authentication }: Connector, before: Values, after: Values): boolean {
  if (keepsTokens(authentication)) return false;
  const entries = authenticationEntries(authentication, { bringsTokens: false });
  return ['base.url', ...entries.map(({ key }) => key)].some((key) => before[key] !== after[key]);
}
