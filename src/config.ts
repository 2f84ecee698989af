import { isIP } from 'node:net';

/** Everything an operator can set. This file alone reads the environment. */
export interface Config {
  host: string;
  port: number;
  dataDirectory: string;
  databaseUrl: string | undefined;
  publicUrl: string | undefined;
  secretKey: Buffer | undefined;
  allowNetworks: string[];
  roles: Role[];
  organizationSecret: string | undefined;
  userSecret: string | undefined;
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  minRefreshMinutes: number;
  pauseAfterFailures: number;
  timezone: string;
  logLevel: string;
}

export const roles = ['api', 'worker'] as const;
export type Role = (typeof roles)[number];

interface Setting {
  key: keyof Config;
  name: string;
  /** Shown in the reference and in `--help`. */
  description: string;
  /** As text; undefined: not set. */
  byDefault: string | undefined;
  secret?: boolean;
  /** Answers the value, or throws an Error that says what is allowed. */
  read: (text: string) => unknown;
}

const text = (value: string) => value;

/** One list: name, meaning, default, whether it is secret, and how it is read. */
export const settings: readonly Setting[] = [
  { key: 'host', name: 'TIDINGS_HOST', description: 'Address to listen on.', byDefault: '127.0.0.1', read: host },
  {
    key: 'port',
    name: 'TIDINGS_PORT',
    description: 'Port to listen on; 0: any free one.',
    byDefault: '8080',
    read: port,
  },
  {
    key: 'dataDirectory',
    name: 'TIDINGS_DATA_DIR',
    description: 'Directory of the embedded database and the generated key.',
    byDefault: './data',
    read: text,
  },
  {
    key: 'databaseUrl',
    name: 'DATABASE_URL',
    description: 'A PostgreSQL (15 or newer) to use. Not set: an embedded one runs in the data directory.',
    byDefault: undefined,
    secret: true,
    read: (value) => url(value, ['postgres:', 'postgresql:']),
  },
  {
    key: 'publicUrl',
    name: 'TIDINGS_PUBLIC_URL',
    description: 'The address under which others reach this server. Not set: the address it listens on.',
    byDefault: undefined,
    read: (value) => url(value, ['http:', 'https:']).replace(/\/+$/, ''),
  },
  {
    key: 'secretKey',
    name: 'TIDINGS_SECRET_KEY',
    description: 'Key that seals stored secrets: 32 bytes as base64 or hex. Not set: made once, in the data directory.',
    byDefault: undefined,
    secret: true,
    read: secretKey,
  },
  {
    key: 'allowNetworks',
    name: 'TIDINGS_ALLOW_NETWORKS',
    description:
      'Networks (CIDR, separated by commas) that may be called although they are loopback, private or otherwise closed. Empty: none of these may be called.',
    byDefault: '',
    read: (value) => list(value).map(network),
  },
  {
    key: 'roles',
    name: 'TIDINGS_ROLES',
    description: 'What this process does: api, worker, or both.',
    byDefault: 'api,worker',
    read: readRoles,
  },
  {
    key: 'organizationSecret',
    name: 'TIDINGS_ORGANIZATION_SECRET',
    description: 'Organization secret of the first organization. Not set: made at the first start.',
    byDefault: undefined,
    secret: true,
    read: (value) => secret(value, 16),
  },
  {
    key: 'userSecret',
    name: 'TIDINGS_USER_SECRET',
    description: 'User secret of the admin. Not set: made at the first start.',
    byDefault: undefined,
    secret: true,
    read: (value) => secret(value, 16),
  },
  {
    key: 'adminEmail',
    name: 'TIDINGS_ADMIN_EMAIL',
    description: 'What the admin signs in as. Not set: admin@localhost.',
    byDefault: undefined,
    read: email,
  },
  {
    key: 'adminPassword',
    name: 'TIDINGS_ADMIN_PASSWORD',
    description: 'Password of the admin. Not set: made at the first start and printed once.',
    byDefault: undefined,
    secret: true,
    read: (value) => secret(value, 8),
  },
  {
    key: 'minRefreshMinutes',
    name: 'TIDINGS_MIN_REFRESH_MINUTES',
    description: 'The shortest poll interval that instances may ask for, in minutes; may be a fraction.',
    byDefault: '1',
    read: positive,
  },
  {
    key: 'pauseAfterFailures',
    name: 'TIDINGS_PAUSE_AFTER_FAILURES',
    description:
      'So many failed polls of one resource in a row pause the polling of its instance until somebody resumes it; 0: never.',
    byDefault: '100',
    read: count,
  },
  {
    key: 'timezone',
    name: 'TIDINGS_TIMEZONE',
    description: 'Time zone of ${date:…} in poll URLs.',
    byDefault: 'UTC',
    read: timezone,
  },
  {
    key: 'logLevel',
    name: 'TIDINGS_LOG_LEVEL',
    description: 'silent, error, warn, info or debug.',
    byDefault: 'info',
    read: (value) => oneOf(value, ['silent', 'error', 'warn', 'info', 'debug']),
  },
];

/** All that is wrong with the environment, one line per setting. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads and checks every setting; throws one ConfigError that names all that are wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const wrong: string[] = [];
  const values = settings.map((setting) => {
    const given = environment[setting.name]?.trim();
    const value = given === undefined || given === '' ? setting.byDefault : given;
    try {
      return [setting.key, value === undefined ? undefined : setting.read(value)];
    } catch (error) {
      const found = setting.secret ? 'a value' : JSON.stringify(value);
      wrong.push(`${setting.name}: found ${found}; allowed: ${(error as Error).message}`);
      return [setting.key, undefined];
    }
  });
  const known = new Set(settings.map((setting) => setting.name));
  for (const name of Object.keys(environment)) {
    if (name.startsWith('TIDINGS_') && !known.has(name)) wrong.push(`${name}: there is no such setting`);
  }
  if (wrong.length > 0) throw new ConfigError(`The settings are not right:\n  ${wrong.join('\n  ')}`);
  return Object.fromEntries(values) as Config;
}

function host(value: string): string {
  if (isIP(value) > 0 || /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(value)) return value;
  throw new Error('an IP address or a host name of this machine');
}

function port(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new Error('a whole number from 0 to 65535');
}

function url(value: string, protocols: string[]): string {
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
  throw new Error(`a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`);
}

function secretKey(value: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex');
  if (/^[A-Za-z0-9+/]{43}=$/.test(value)) return Buffer.from(value, 'base64');
  throw new Error('32 bytes as 44 characters of base64 or 64 of hex (openssl rand -base64 32)');
}

const list = (value: string) => value.split(/[\s,]+/).filter((item) => item !== '');

function network(value: string): string {
  const [address = '', bits] = value.split('/');
  const widest = isIP(address) === 4 ? 32 : 128;
  if (isIP(address) > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= widest))) return value;
  throw new Error('networks such as 127.0.0.0/8, ::1/128 or 10.0.0.0/8, separated by commas');
}

function readRoles(value: string): Role[] {
  const found = list(value);
  if (found.length > 0 && found.every((role) => roles.includes(role as Role))) return found as Role[];
  throw new Error('api, worker or api,worker');
}

function secret(value: string, atLeast: number): string {
  if (value.length >= atLeast && !/[\s,]/.test(value)) return value;
  throw new Error(`at least ${atLeast} characters without blanks and commas`);
}

function email(value: string): string {
  if (/^[^\s@]+@[^\s@]+$/.test(value)) return value;
  throw new Error('an e-mail address');
}

function positive(value: string): number {
  if (Number(value) > 0 && Number.isFinite(Number(value))) return Number(value);
  throw new Error('a number above 0');
}

function count(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new Error('a whole number from 0 to 999999999');
}

function timezone(value: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value;
  } catch {
    throw new Error('an IANA time zone such as UTC or Europe/Berlin');
  }
}

function oneOf(value: string, allowed: string[]): string {
  if (allowed.includes(value)) return value;
  throw new Error(allowed.join(', '));
}
