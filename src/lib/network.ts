import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** An address and how many of its first bits count. */
export type Network = [Address, number];

/** An IP address; an IPv4-mapped one of IPv6 (`::ffff:127.0.0.1`) is the IPv4 address that it means. */
export const parseAddress = (text: string): Address | undefined =>
  ipaddr.isValid(text) ? ipaddr.process(text) : undefined;

/** CIDR (`10.1.0.0/16`, `fd00::/8`) or a single address; undefined: neither. */
export function parseNetwork(text: string): Network | undefined {
  if (ipaddr.isValidCIDR(text)) return unmapped(ipaddr.parseCIDR(text));
  const address = /^\d+$/.test(text) ? undefined : parseAddress(text);
  return address && [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Addresses are judged as IPv4 when they are IPv4-mapped, so a network written in that form is one of IPv4. */
function unmapped([address, bits]: Network): Network {
  const mapped = address.kind() === 'ipv6' && bits >= 96 && (address as ipaddr.IPv6).isIPv4MappedAddress();
  return mapped ? [(address as ipaddr.IPv6).toIPv4Address(), bits - 96] : [address, bits];
}

export const isWithin = ([network, bits]: Network, address: Address): boolean =>
  network.kind() === address.kind() && address.match(network, bits);
