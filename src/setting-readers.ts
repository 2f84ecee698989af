import { isIP } from 'node:net';

/** Each reads the text of a setting, or throws an Error that says what is allowed. */

export function host(value: string): string {
  if (isIP(value) > 0 || /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(value)) return value;
  throw new Error('an IP address or a host name of this machine');
}

export function port(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new Error('a whole number from 0 to 65535');
}

export function url(value: string, protocols: string[]): string {
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
  throw new Error(`a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`);
}

export function secretKey(value: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex');
  if (/^[A-Za-z0-9+/]{43}=$/.test(value)) return Buffer.from(value, 'base64');
  throw new Error('32 bytes as 44 characters of base64 or 64 of hex (openssl rand -base64 32)');
}

export const list = (value: string) => value.split(/[\s,]+/).filter((item) => item !== '');

export function network(value: string): string {
  const [address = '', bits] = value.split('/');
  const widest = isIP(address) === 4 ? 32 : 128;
  if (isIP(address) > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= widest))) return value;
  throw new Error('networks such as 127.0.0.0/8, ::1/128 or 10.0.0.0/8, separated by commas');
}

export function secret(value: string, atLeast: number): string {
  if (value.length >= atLeast && !/[\s,]/.test(value)) return value;
  throw new Error(`at least ${atLeast} characters without blanks and commas`);
}

/** As OpenTelemetry has it: `name=value,name=value`. */
export function headers(value: string): Record<string, string> {
  const pairs = value.split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(pairs.map(header));
}

function header(pair: string): [name: string, value: string] {
  const [, name, encoded] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*([!-~ ]*?)\s*$/.exec(pair) ?? [];
  const decoded = encoded === undefined ? undefined : percentDecoded(encoded);
  if (name !== undefined && decoded !== undefined) return [name, decoded];
  throw new Error('name=value pairs, separated by commas, with values percent-encoded');
}

function percentDecoded(value: string): string | undefined {
  try {
    const decoded = decodeURIComponent(value);
    return /^[ -~]*$/.test(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}

export function email(value: string): string {
  if (/^[^\s@]+@[^\s@]+$/.test(value)) return value;
  throw new Error('an e-mail address');
}

export function positive(value: string): number {
  if (Number(value) > 0 && Number.isFinite(Number(value))) return Number(value);
  throw new Error('a number above 0');
}

export function count(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new Error('a whole number from 0 to 999999999');
}

export function timezone(value: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value;
  } catch {
    throw new Error('an IANA time zone such as UTC or Europe/Berlin');
  }
}

export function oneOf(value: string, allowed: string[]): string {
  if (allowed.includes(value)) return value;
  throw new Error(allowed.join(', '));
}
