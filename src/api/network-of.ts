import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { isWithin, parseAddress, parseNetwork, type Address } from '../lib/network.ts';

/** Proxies on this machine. */
const ownMachine = ['127.0.0.0/8', '::1'];

/**
 * The place of the network that a request comes from: an IPv4 address, or the /64 of an IPv6 one, which is one household.
 * X-Forwarded-For is read from its end as far as trusted proxies (networks and addresses) have written it; to others nobody
 * listens.
 */
export function networkOf(
  { ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>,
  trustedProxies: readonly string[] = ownMachine,
): string {
  const peer = parseAddress(ip);
  if (!peer) return ip;
  const networks = trustedProxies.map(parseNetwork).filter((network) => network !== undefined);
  let nearest = peer;
  for (const text of told(headers['x-forwarded-for']).reverse()) {
    if (!networks.some((network) => isWithin(network, nearest))) break;
    const next = parseAddress(withoutPort(text));
    if (!next) break;
    nearest = next;
  }
  return placeOf(nearest);
}

const told = (header: string | string[] | undefined): string[] => [header ?? []].flat().join(',').split(',');

/** Some proxies write `203.0.113.7:55555` and `[2001:db8::1]:443`. */
function withoutPort(text: string): string {
  const [, inBrackets, plain] = /^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/.exec(text.trim()) ?? [];
  return inBrackets ?? plain ?? text.trim();
}

function placeOf(address: Address): string {
  if (address.kind() === 'ipv4') return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
}
