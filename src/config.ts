import {
  count,
  email,
  headers,
  host,
  list,
  network,
  oneOf,
  port,
  positive,
  secret,
  secretKey,
  timezone,
  url,
} from './setting-readers.ts';
import { withoutEndSlashes } from './lib/without-end-slashes.ts';

/** Everything an operator can set. This file alone reads the environment. */
export interface Config {
  host: string;
  port: number;
  dataDirectory: string;
  databaseUrl: string | undefined;
  publicUrl: string | undefined;
  secretKey: Buffer | undefined;
  allowNetworks: string[];
  trustedProxies: string[];
  roles: Role[];
  organizationSecret: string | undefined;
  userSecret: string | undefined;
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  minRefreshMinutes: number;
  pauseAfterFailures: number;
  timezone: string;
  logLevel: string;
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  metricsToken: string | undefined;
  otlpEndpoint: string | undefined;
  otlpHeaders: Record<string, string>;
  serviceName: string;
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
    description:
      'The address under which others reach this server, and to which providers send users back. Not set: the address it listens on.',
    byDefault: undefined,
    read: (value) => withoutEndSlashes(url(value, ['http:', 'https:'])),
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
    key: 'trustedProxies',
    name: 'TIDINGS_TRUSTED_PROXIES',
    description:
      'Proxies in front of this server (addresses and networks, separated by commas) whose X-Forwarded-For tells where a log-in comes from, so that guesses are counted for the right place.',
    byDefault: '127.0.0.0/8,::1',
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
  {
    key: 'smtpUrl',
    name: 'TIDINGS_SMTP_URL',
    description:
      'The mail server that e-mail goes out by: smtp://user:password@host:port, or smtps:// for TLS from the start. Not set: no e-mail is sent.',
    byDefault: undefined,
    secret: true,
    read: (value) => url(value, ['smtp:', 'smtps:']),
  },
  {
    key: 'mailFrom',
    name: 'TIDINGS_MAIL_FROM',
    description: 'The address that e-mail is from. Not set: no e-mail is sent.',
    byDefault: undefined,
    read: email,
  },
  {
    key: 'metricsToken',
    name: 'TIDINGS_METRICS_TOKEN',
    description:
      'What /metrics asks for, as Authorization: Bearer <token>. Not set: whoever reaches the port may read it.',
    byDefault: undefined,
    secret: true,
    read: (value) => secret(value, 16),
  },
  {
    key: 'otlpEndpoint',
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    description:
      'An OpenTelemetry collector that takes OTLP over HTTP; spans are sent to /v1/traces below it. Not set: nothing is traced.',
    byDefault: undefined,
    read: (value) => url(value, ['http:', 'https:']),
  },
  {
    key: 'otlpHeaders',
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    description: 'Headers for the collector: name=value, separated by commas, values percent-encoded.',
    byDefault: '',
    secret: true,
    read: headers,
  },
  {
    key: 'serviceName',
    name: 'OTEL_SERVICE_NAME',
    description: 'The service that spans are of.',
    byDefault: 'tidings',
    read: text,
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

function readRoles(value: string): Role[] {
  const found = list(value);
  if (found.length > 0 && found.every((role) => roles.includes(role as Role))) return found as Role[];
  throw new Error('api, worker or api,worker');
}
