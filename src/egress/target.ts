import { isIP } from 'node:net';
import { Fault } from '../model/fault.ts';

/** Where a URL leads. */
export interface Target {
  /** `https://api.example.com:8443` */
  origin: string;
  /** For messages: name and port, nothing that could hold a key. */
  host: string;
  /** Name or IP address, IPv6 without brackets, every spelling of an IPv4 address made dotted decimal. */
  hostname: string;
  /** Path and query. */
  path: string;
  /** From credentials in the URL. */
  authorization: string | undefined;
}

/** Throws `address.refused` for what is not an http(s) URL with a proper host and port. */
export function parseTarget(text: string): Target {
  const url = URL.parse(text);
  if (!url) throw refused(`${describe(text)} is not an absolute URL`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused(`${url.protocol}// is not allowed in an outbound address, only http and https`);
  }
  if (url.port === '0') throw refused(`${url.hostname} has port 0, where nothing can listen`);
  const hostname = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
  if (isIP(hostname) === 0 && !isHostName(hostname)) throw refused(`${JSON.stringify(hostname)} is not a host name`);
  return {
    origin: url.origin,
    host: url.host,
    hostname,
    path: url.search === '' ? url.pathname : url.pathname + url.search,
    authorization: url.username === '' && url.password === '' ? undefined : basic(url),
  };
}

/** The labels of the DNS, plus the underscore, which is common in the names of containers. */
function isHostName(name: string): boolean {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return bare.length <= 253 && bare.split('.').every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label));
}

function basic(url: URL): string {
  try {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
  } catch {
    throw refused(`The credentials in the address of ${url.host} have a % that starts no character`);
  }
}

const refused = (reason: string) => new Fault('address.refused', `${reason}.`);

/** The text up to its query, which may hold a key. */
const describe = (text: string) => JSON.stringify(text.split(/[?#]/, 1)[0]?.slice(0, 100));
