import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { Fault } from '../model/fault.ts';
import type { AddressRules } from './address-rules.ts';
import { isLocalhost, localhostAddresses } from './special-names.ts';

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Connects to allowed addresses only. The addresses that are checked are those that the socket uses, so a name that
 * resolves differently a moment later gains nothing. A name with allowed and refused addresses uses the allowed ones.
 */
export function createGuardedConnector(
  { rules, resolve }: { rules: AddressRules; resolve: Resolve },
  { connectTimeoutMs }: { connectTimeoutMs: number },
): buildConnector.connector {
  const lookup = async (hostname: string, options: LookupOptions, callback: LookupCallback) => {
    const outcome = await allowedAddresses({ rules, resolve }, hostname).catch((error: unknown) => error as Error);
    if (outcome instanceof Error) callback(outcome, '');
    else if (options.all) callback(null, outcome);
    else callback(null, outcome[0].address, outcome[0].family);
  };
  // HTTP/1.1 only: with HTTP/2 on offer undici holds back all but one connection of an origin until TLS has agreed.
  const connect = buildConnector({ lookup, timeout: connectTimeoutMs, allowH2: false, autoSelectFamily: true });
  return (options, callback) => {
    // A literal address never reaches a lookup, so it is checked here.
    const fault = isIP(bare(options.hostname)) ? refusalOf({ rules }, bare(options.hostname)) : undefined;
    if (fault) callback(fault, null);
    else connect(options, callback);
  };
}

/** The addresses of a host that may be connected to; throws `address.refused` when it has others only. */
export async function allowedAddresses(
  { rules, resolve }: { rules: AddressRules; resolve: Resolve },
  hostname: string,
): Promise<[LookupAddress, ...LookupAddress[]]> {
  const addresses = isLocalhost(hostname) ? localhostAddresses : await resolve(hostname);
  const [first, ...others] = addresses.filter(({ address }) => rules.refusal(address) === undefined);
  if (first) return [first, ...others];
  const [refused] = addresses;
  if (refused) throw addressRefused(hostname, refused.address, rules.refusal(refused.address) ?? 'not allowed');
  throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
}

/** The fault of a literal address that is not allowed. */
export function refusalOf({ rules }: { rules: AddressRules }, address: string): Fault | undefined {
  const reason = rules.refusal(address);
  return reason === undefined ? undefined : addressRefused(address, address, reason);
}

function addressRefused(hostname: string, address: string, reason: string): Fault {
  const place = hostname === address ? `The address ${address}` : `${hostname} resolves to ${address}, which`;
  return new Fault(
    'address.refused',
    `${place} is ${reason}; only public addresses are allowed (TIDINGS_ALLOW_NETWORKS allows others).`,
  );
}

const bare = (hostname: string) => (hostname.startsWith('[') ? hostname.slice(1, -1) : hostname);
