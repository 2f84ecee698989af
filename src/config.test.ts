import { expect, test } from 'vitest';
import { ConfigError, readConfig, settings } from './config.ts';

const messageOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
};

test('an empty environment is a server on this machine alone, with its own database', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 8080,
    dataDirectory: './data',
    databaseUrl: undefined,
    publicUrl: undefined,
    secretKey: undefined,
    allowNetworks: [],
    trustedProxies: ['127.0.0.0/8', '::1'],
    roles: ['api', 'worker'],
    organizationSecret: undefined,
    userSecret: undefined,
    adminEmail: undefined,
    adminPassword: undefined,
    minRefreshMinutes: 1,
    pauseAfterFailures: 100,
    timezone: 'UTC',
    logLevel: 'info',
    metricsToken: undefined,
    otlpEndpoint: undefined,
    otlpHeaders: {},
    serviceName: 'tidings',
  });
});

test('every setting can be set, and an empty value is one that is not set', () => {
  const key = Buffer.alloc(32, 5);
  const config = readConfig({
    TIDINGS_HOST: '0.0.0.0',
    TIDINGS_PORT: ' 9000 ',
    TIDINGS_DATA_DIR: '/var/lib/tidings',
    DATABASE_URL: 'postgresql://u:p@db/tidings',
    TIDINGS_PUBLIC_URL: 'https://events.example.com/',
    TIDINGS_SECRET_KEY: key.toString('base64'),
    TIDINGS_ALLOW_NETWORKS: '127.0.0.0/8, ::1/128 10.1.2.3',
    TIDINGS_TRUSTED_PROXIES: '10.0.0.0/8',
    TIDINGS_ROLES: 'worker',
    TIDINGS_ORGANIZATION_SECRET: '0123456789abcdef',
    TIDINGS_USER_SECRET: 'fedcba9876543210',
    TIDINGS_ADMIN_EMAIL: 'ada@example.com',
    TIDINGS_ADMIN_PASSWORD: 'correct-horse',
    TIDINGS_MIN_REFRESH_MINUTES: '0.05',
    TIDINGS_PAUSE_AFTER_FAILURES: '0',
    TIDINGS_TIMEZONE: 'Europe/Berlin',
    TIDINGS_LOG_LEVEL: '',
    TIDINGS_METRICS_TOKEN: 'metrics-token-0123',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20a%3Db , x-tenant=7,',
    OTEL_SERVICE_NAME: 'tidings-eu',
    HOME: '/root',
  });
  expect(config).toMatchObject({
    port: 9000,
    publicUrl: 'https://events.example.com',
    secretKey: key,
    allowNetworks: ['127.0.0.0/8', '::1/128', '10.1.2.3'],
    trustedProxies: ['10.0.0.0/8'],
    roles: ['worker'],
    minRefreshMinutes: 0.05,
    pauseAfterFailures: 0,
    timezone: 'Europe/Berlin',
    logLevel: 'info',
    metricsToken: 'metrics-token-0123',
    otlpEndpoint: 'http://collector:4318',
    otlpHeaders: { authorization: 'Bearer a=b', 'x-tenant': '7' },
    serviceName: 'tidings-eu',
  });
  expect(readConfig({ TIDINGS_SECRET_KEY: key.toString('hex') }).secretKey).toEqual(key);
});

test('all wrong settings are told at once, each with what was found and what is allowed', () => {
  const message = messageOf({
    TIDINGS_PORT: '70000',
    TIDINGS_PUBLIC_URL: 'events.example.com',
    TIDINGS_ALLOW_NETWORKS: '127.0.0.0/33',
    TIDINGS_ROLES: 'api,poller',
    TIDINGS_ADMIN_EMAIL: 'ada',
    TIDINGS_MIN_REFRESH_MINUTES: '0',
    TIDINGS_PAUSE_AFTER_FAILURES: '-1',
    TIDINGS_TIMEZONE: 'Mars/Olympus',
    TIDINGS_LOG_LEVEL: 'loud',
  });
  expect(message.split('\n')).toEqual(
    [
      'The settings are not right:',
      '  TIDINGS_PUBLIC_URL: found "events.example.com"; allowed: a URL that begins with http:// or https://',
      '  TIDINGS_ALLOW_NETWORKS: found "127.0.0.0/33"; allowed: networks such as 127.0.0.0/8, ::1/128 or 10.0.0.0/8, separated by commas',
      '  TIDINGS_ROLES: found "api,poller"; allowed: api, worker or api,worker',
      '  TIDINGS_ADMIN_EMAIL: found "ada"; allowed: an e-mail address',
      '  TIDINGS_MIN_REFRESH_MINUTES: found "0"; allowed: a number above 0',
      '  TIDINGS_PAUSE_AFTER_FAILURES: found "-1"; allowed: a whole number from 0 to 999999999',
      '  TIDINGS_TIMEZONE: found "Mars/Olympus"; allowed: an IANA time zone such as UTC or Europe/Berlin',
      '  TIDINGS_LOG_LEVEL: found "loud"; allowed: silent, error, warn, info, debug',
    ].toSpliced(1, 0, '  TIDINGS_PORT: found "70000"; allowed: a whole number from 0 to 65535'),
  );
});

test('a setting that does not exist is refused, so that a typo cannot pass silently', () => {
  expect(messageOf({ TIDINGS_PROT: '80' })).toContain('TIDINGS_PROT: there is no such setting');
  expect(readConfig({ OTHER_PROGRAM: 'x' }).port).toBe(8080);
});

test('the value of a secret is never told', () => {
  const wrongValues: Record<string, string> = {
    DATABASE_URL: 'mysql://root:hunter2@db',
    TIDINGS_SECRET_KEY: 'hunter2',
    TIDINGS_ORGANIZATION_SECRET: 'hunter2',
    TIDINGS_USER_SECRET: 'hunter2',
    TIDINGS_ADMIN_PASSWORD: 'hunter2',
    TIDINGS_SMTP_URL: 'http://tidings:hunter2@mail.example.com',
    TIDINGS_METRICS_TOKEN: 'hunter2',
    OTEL_EXPORTER_OTLP_HEADERS: 'hunter2',
  };
  expect(Object.keys(wrongValues).sort()).toEqual(
    settings
      .filter(({ secret }) => secret)
      .map(({ name }) => name)
      .sort(),
  );
  const message = messageOf(wrongValues);
  expect(message).not.toContain('hunter2');
  for (const name of Object.keys(wrongValues)) expect(message).toContain(`${name}: found a value; allowed: `);
});

test.each([['c2hvcnQ='], ['!'.repeat(44)], [`${Buffer.alloc(32).toString('base64')}?`], ['a'.repeat(43)]])(
  'the sealing key %j is refused',
  (key) => {
    expect(messageOf({ TIDINGS_SECRET_KEY: key })).toContain('TIDINGS_SECRET_KEY: found a value; allowed: 32 bytes');
  },
);

test.each(['authorization', '=value', 'a=b%0d%0ac', 'a=%zz', 'a b=c', 'a=%ff'])(
  'headers for a collector are checked: %s',
  (text) => {
    const message = messageOf({ OTEL_EXPORTER_OTLP_HEADERS: text });
    expect(message).toContain('OTEL_EXPORTER_OTLP_HEADERS: found a value; allowed: name=value pairs');
  },
);
