import type { LookupAddress } from 'node:dns';
import { expect } from 'vitest';
import type { Resolve } from '../../src/egress/egress.ts';
import type { Answer } from './api.ts';

/** A URL that nothing may be sent to. */
export interface HostileAddress {
  url: string;
  /** Where it leads, as messages say it. Undefined: it is refused for how it is written. */
  reaches: string | undefined;
}

/** Every spelling of an address, by the address. Names are in `names`. */
const spellings: Record<string, string[]> = {
  '127.0.0.1': [
    'http://127.0.0.1/',
    'https://127.0.0.1/',
    'HTTP://127.0.0.1/',
    'http://127.0.0.1:6379/',
    'http://127.0.0.1./',
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7F.0x0.0x0.0x1/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://0000177.0.0.1/',
    'http://017700000001/',
    'http://127.0x0.0.01/',
    'http://127%2e0%2e0%2e1/',
    'http://%31%32%37.0.0.1/',
    'http://127。0。0。1/',
    'http://127．0．0．1/',
    'http://１２７.０.０.１/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127.0.0.1\\@example.com/',
    'http://127.0.0.1#@example.com/',
    'http://127.0.0.1?@example.com/',
    'http://\\127.0.0.1/',
  ],
  '127.255.255.254': ['http://127.255.255.254/', 'http://127.16777214/'],
  '0.0.0.0': ['http://0.0.0.0/', 'http://0/', 'http://0x/', 'http://00.0/'],
  '0.1.2.3': ['http://0.1.2.3/'],
  '10.0.0.1': ['http://10.0.0.1/', 'http://167772161/', 'http://0xa.1/', 'http://012.0.0.1/'],
  '10.255.255.255': ['http://10.255.255.255/'],
  '172.16.0.1': ['http://172.16.0.1/', 'http://172.1048577/'],
  '172.31.255.255': ['http://172.31.255.255/'],
  '192.168.0.1': ['http://192.168.0.1/', 'http://192.168.1/', 'http://0xc0a80001/'],
  '169.254.169.254': [
    'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
    'http://169.254.43518/',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://0xA9.0xFE.0xA9.0xFE/',
    'http://0251.0376.0251.0376/',
    'http://①⑥⑨.254.169.254/',
  ],
  // Tasks of Amazon's containers, the resolver of its networks, and the metadata of Scaleway.
  '169.254.170.2': ['http://169.254.170.2/v2/credentials/'],
  '169.254.169.253': ['http://169.254.169.253/'],
  '169.254.42.42': ['http://169.254.42.42/conf'],
  // The metadata of Alibaba and of Oracle, and Azure's wire server.
  '100.100.100.200': ['http://100.100.100.200/latest/meta-data/'],
  '192.0.0.192': ['http://192.0.0.192/opc/v2/instance/'],
  '168.63.129.16': ['http://168.63.129.16/machine?comp=goalstate', 'http://0xa83f8110/'],
  '100.64.0.1': ['http://100.64.0.1/'],
  '100.127.255.255': ['http://100.127.255.255/'],
  '192.0.0.1': ['http://192.0.0.1/'],
  '192.0.2.1': ['http://192.0.2.1/'],
  '198.51.100.1': ['http://198.51.100.1/'],
  '203.0.113.1': ['http://203.0.113.1/'],
  '198.18.0.1': ['http://198.18.0.1/'],
  '198.19.255.255': ['http://198.19.255.255/'],
  '192.88.99.1': ['http://192.88.99.1/'],
  '224.0.0.1': ['http://224.0.0.1/'],
  '239.255.255.255': ['http://239.255.255.255/'],
  '240.0.0.1': ['http://240.0.0.1/'],
  '255.255.255.255': ['http://255.255.255.255/', 'http://4294967295/'],
  '::': ['http://[::]/', 'http://[0:0:0:0:0:0:0:0]/'],
  '::1': ['http://[::1]/', 'http://[0000::0001]/', 'http://[0:0:0:0:0:0:0:1]:8080/'],
  '::ffff:7f00:1': ['http://[::ffff:127.0.0.1]/', 'http://[::FFFF:7f00:1]/', 'http://[0:0:0:0:0:ffff:127.0.0.1]/'],
  '::ffff:a9fe:a9fe': ['http://[::ffff:169.254.169.254]/'],
  '::ffff:a00:1': ['http://[::ffff:10.0.0.1]/'],
  // IPv4-compatible, and translated by SIIT, by NAT64 and by a NAT64 of one's own.
  '::7f00:1': ['http://[::127.0.0.1]/'],
  '::ffff:0:7f00:1': ['http://[::ffff:0:127.0.0.1]/'],
  '64:ff9b::7f00:1': ['http://[64:ff9b::127.0.0.1]/'],
  '64:ff9b::a9fe:a9fe': ['http://[64:ff9b::169.254.169.254]/'],
  '64:ff9b:1::a00:1': ['http://[64:ff9b:1::10.0.0.1]/'],
  // Tunnels: 6to4 and Teredo.
  '2002:7f00:1::': ['http://[2002:7f00:1::]/'],
  '2002:a00:1::1': ['http://[2002:a00:1::1]/'],
  '2001:0:53aa:64c::1': ['http://[2001:0:53aa:64c::1]/'],
  'fc00::1': ['http://[fc00::1]/'],
  'fd00:ec2::254': ['http://[fd00:ec2::254]/latest/meta-data/'],
  'fd20:ce::254': ['http://[fd20:ce::254]/computeMetadata/v1/'],
  'fe80::1': ['http://[fe80::1]/'],
  'fec0::1': ['http://[fec0::1]/'],
  'ff02::1': ['http://[ff02::1]/'],
  '100::1': ['http://[100::1]/'],
  '2001:db8::1': ['http://[2001:db8::1]/'],
  '3fff::1': ['http://[3fff::1]/'],
  '2001:2::1': ['http://[2001:2::1]/'],
  '2001:10::1': ['http://[2001:10::1]/'],
  '5f00::1': ['http://[5f00::1]/'],
  '4000::1': ['http://[4000::1]/'],
};

/** What names resolve to, and URLs with them. */
const names: { name: string; addresses: string[]; urls?: string[] }[] = [
  {
    name: 'metadata.google.internal',
    addresses: ['169.254.169.254'],
    urls: [
      'http://metadata.google.internal/computeMetadata/v1/',
      'http://metadata.google.internal./',
      'http://METADATA.Google.Internal/',
      'http://metadata。google。internal/',
      'http://metadata%2egoogle%2einternal/',
    ],
  },
  {
    name: 'inside.example',
    addresses: ['10.0.0.5'],
    urls: ['http://inside.example/', 'https://Inside.EXAMPLE.:8443/'],
  },
  { name: 'all-inside.example', addresses: ['192.168.1.1', '10.0.0.5', 'fd00::5'] },
  { name: 'inside-v6.example', addresses: ['fd00::5'] },
  { name: 'mapped.example', addresses: ['::ffff:10.0.0.5'] },
  { name: 'zone.example', addresses: ['fe80::1%eth0'] },
  { name: 'bücher.example', addresses: ['10.0.0.6'] },
  { name: '127.0.0.1.nip.example', addresses: ['127.0.0.1'] },
  { name: 'nat64.example', addresses: ['64:ff9b::a00:5'] },
  { name: 'metadata', addresses: ['169.254.169.254'] },
];

/** A resolver that knows nothing of these, or calls them public, changes nothing. */
const localhosts = [
  'http://localhost/',
  'http://localhost:3000/events',
  'http://LocalHost./',
  'http://app.localhost/',
  'http://a.b.LOCALHOST/',
  'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
  'http://%6c%6f%63%61%6c%68%6f%73%74/',
  'http://local\u00adhost/',
  'http://localhost。/',
];

/** Names that only private networks have; the resolver of these tests does not know them. */
const unresolved = ['http://hooks.internal/', 'http://printer.local/', 'http://intranet/', 'http://nas.home.arpa/'];

const badlyWritten = [
  'http://example.com@127.0.0.1/',
  'http://example.com:443@127.0.0.1/',
  'http://user:password@example.com/',
  'http://127.0.0.1%2f@example.com/',
  'http:\\\\127.0.0.1\\',
  'http:/\\127.0.0.1/',
  'http:///127.0.0.1/',
  'http:127.0.0.1',
  '//127.0.0.1/',
  '/relative',
  '127.0.0.1:8080',
  'example.com',
  'http://',
  'http://127.0.0\t.1/',
  'http://127.0.0.1\n.example.com/',
  'http://example.com/\r\nHost: 127.0.0.1',
  'http://example.com /',
  'http://127.0.0.1%00.example.com/',
  'http://127.0.0.1%0d%0a.example.com/',
  'http://1.2.3.4.5/',
  'http://127.0.0.256/',
  'http://[fe80::1%25eth0]/',
  'http://[fe80::1%eth0]/',
  'http://[::1/',
  'http://[127.0.0.1]/',
  'http://[v1.127]/',
  'http://example.com:0/',
  'http://example.com:00/',
  'http://example.com:65536/',
  'http://example.com:http/',
  'http://exa_mple..com/',
  'http://-example-.com/',
  'file:///etc/passwd',
  'file://127.0.0.1/c$/',
  'ftp://example.com/',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'dict://127.0.0.1:11211/stats',
  'ldap://127.0.0.1/',
  'ws://example.com/',
  'unix:/var/run/docker.sock',
  'javascript:alert(1)',
  'data:text/plain,hello',
  'blob:http://example.com/1',
  'about:blank',
];

const lookup = (address: string): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 });

/** Where all names lead that are not hostile: an address of the Internet. Nothing may be sent there in a test. */
export const publicAddress = '93.184.216.34';

/** The resolver that goes with the table. Names under `.local` and the like that the table does not resolve have no address. */
export const hostileResolve: Resolve = (hostname) => {
  const name = hostname.replace(/\.$/, '');
  const known = names.find((entry) => URL.parse(`http://${entry.name}/`)?.hostname === name);
  if (known) return Promise.resolve(known.addresses.map(lookup));
  if (unresolved.some((url) => URL.parse(url)?.hostname === name)) {
    return Promise.reject(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }));
  }
  return Promise.resolve([lookup(publicAddress)]);
};

/** URLs that must be refused wherever somebody can say where to send. Their names need `hostileResolve`. */
export const hostileAddresses: readonly HostileAddress[] = [
  ...Object.entries(spellings).flatMap(([reaches, urls]) => urls.map((url) => ({ url, reaches }))),
  ...names.flatMap(({ name, addresses, urls = [`http://${name}/events`] }) =>
    urls.map((url) => ({ url, reaches: addresses[0] })),
  ),
  ...localhosts.map((url) => ({ url, reaches: '127.0.0.1' })),
  ...[...unresolved, ...badlyWritten].map((url) => ({ url, reaches: undefined })),
];

/** The answer refuses the URL in `entry`, e.g. `configuration.base.url`, and says why. */
export function expectRefused({ status, object }: Answer, { url, reaches }: HostileAddress, entry: string): void {
  expect({ url, status, code: object['code'] }).toEqual({
    url,
    status: 400,
    code: expect.stringMatching(/^(address\.refused|configuration\.invalid|request\.malformed)$/) as string,
  });
  expect(object['message']).toContain(entry);
  if (reaches !== undefined && object['code'] === 'address.refused') expect(object['message']).toContain(reaches);
  expect(object['issues']).toEqual([{ path: entry, message: expect.stringMatching(/\w+ .*\w+/s) as string }]);
}
