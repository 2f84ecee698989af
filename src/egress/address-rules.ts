import ipaddr from 'ipaddr.js';
import { isWithin, parseNetwork, type Network } from '../lib/network.ts';
import { Fault } from '../model/fault.ts';

/** Which addresses may be connected to. */
export interface AddressRules {
  /** Why an IP address is refused, e.g. `loopback`; undefined when it is allowed. Text that is no address is refused. */
  refusal(address: string): string | undefined;
}

/** Everything that is routed on the Internet lies in here; IPv6 outside of it is reserved, whatever else it may mean. */
const globalUnicast: Network = ipaddr.parseCIDR('2000::/3');

/**
 * Only public addresses are allowed, plus the networks of the operator: CIDR (`10.1.0.0/16`, `fd00::/8`) or single
 * addresses. Throws `configuration.invalid` for an entry that is neither.
 */
export function createAddressRules(allowNetworks: readonly string[]): AddressRules {
  const allowed = allowNetworks.map(readNetwork);
  return {
    refusal(text) {
      if (!ipaddr.isValid(text)) return 'not an IP address';
      // `process` turns IPv4-mapped IPv6 (::ffff:127.0.0.1) into the IPv4 address that the system would connect to.
      const address = ipaddr.process(text);
      if (allowed.some((network) => isWithin(network, address))) return undefined;
      const service = cloudServices.get(address.toString());
      if (service !== undefined) return service;
      const range = address.range();
      if (range !== 'unicast') return rangeNames[range] ?? range;
      return address.kind() === 'ipv4' || isWithin(globalUnicast, address) ? undefined : 'reserved';
    },
  };
}

/** Addresses out of public ranges that lead to a service of the cloud that the server runs in. */
const cloudServices = new Map([['168.63.129.16', 'a service inside of Azure']]);

/** ipaddr.js names a range in one word; only those that read badly in a message are here. */
const rangeNames: Record<string, string> = {
  linkLocal: 'link-local',
  uniqueLocal: 'private (unique local)',
  carrierGradeNat: 'carrier-grade NAT',
  rfc6145: 'IPv4 translation',
  rfc6052: 'IPv4 translation (NAT64)',
  '6to4': 'a 6to4 tunnel',
  teredo: 'a Teredo tunnel',
};

function readNetwork(entry: string): Network {
  const network = parseNetwork(entry.trim());
  if (network) return network;
  throw new Fault(
    'configuration.invalid',
    `TIDINGS_ALLOW_NETWORKS has ${JSON.stringify(entry)}; allowed are networks such as 10.1.0.0/16 or fd00::/8, and IP addresses.`,
  );
}
