import ipaddr from 'ipaddr.js';
import { Fault } from '../model/fault.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

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
  const allowed = allowNetworks.map(parseNetwork);
  return {
    refusal(text) {
      if (!ipaddr.isValid(text)) return 'not an IP address';
      // `process` turns IPv4-mapped IPv6 (::ffff:127.0.0.1) into the IPv4 address that the system would connect to.
      const address = ipaddr.process(text);
      if (allowed.some((network) => contains(network, address))) return undefined;
      const service = cloudServices.get(address.toString());
      if (service !== undefined) return service;
      const range = address.range();
      if (range !== 'unicast') return rangeNames[range] ?? range;
      return address.kind() === 'ipv4' || contains(globalUnicast, address) ? undefined : 'reserved';
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

function parseNetwork(entry: string): Network {
  const text = entry.trim();
  if (ipaddr.isValidCIDR(text)) return unmapped(ipaddr.parseCIDR(text));
  if (ipaddr.isValid(text) && !/^\d+$/.test(text)) {
    const address = ipaddr.process(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  throw new Fault(
    'configuration.invalid',
    `TIDINGS_ALLOW_NETWORKS has ${JSON.stringify(entry)}; allowed are networks such as 10.1.0.0/16 or fd00::/8, and IP addresses.`,
  );
}

/** Addresses are judged as IPv4 when they are IPv4-mapped, so a network written in that form is one of IPv4. */
function unmapped([address, bits]: Network): Network {
  const mapped = address.kind() === 'ipv6' && bits >= 96 && (address as ipaddr.IPv6).isIPv4MappedAddress();
  return mapped ? [(address as ipaddr.IPv6).toIPv4Address(), bits - 96] : [address, bits];
}

const contains = ([network, bits]: Network, address: Address): boolean =>
  network.kind() === address.kind() && address.match(network, bits);
