import { exchange, type Machine, type Outcome } from './exchange.ts';
import { FaultBoard } from './faults.ts';
import { OauthServer, type OauthRules } from './oauth-server.ts';
import { providerClock, type ProviderClock } from './provider-clock.ts';
import type {
  Authorization,
  AuthorizeOptions,
  Churn,
  KeyProvider,
  LoadOptions,
  OauthProvider,
  Provider,
} from './provider.ts';
import { RateLimiter } from './rate-limit.ts';
import { RecordStore } from './record-store.ts';
import { RequestLog } from './request-log.ts';
import { TokenBook, type OauthSettings } from './token-book.ts';
import type { SimRequest } from './types.ts';
import type { Vendor, VendorOptions, VendorParts } from './vendors/vendor.ts';
import { plainForm, type WebhookForm } from './webhooks/webhook-form.ts';
import { createWebhooks, type WebhookSource } from './webhooks/webhooks.ts';

export interface ProviderParts {
  now: () => number;
  random: () => number;
  sleep: (ms: number) => Promise<void>;
  /** The address of the simulator; each provider lives below it under its name. */
  url: string;
}

export interface RunningProvider<P extends Provider = Provider> {
  api: P;
  nowMs: () => number;
  /** `rawUrl` is the path and query as sent, below the provider's prefix. */
  handle(request: SimRequest, rawUrl: string): Promise<Outcome>;
  log: RequestLog;
  /** Sends nothing any more. */
  stop(): void;
}

type VendorMaker = (parts: VendorParts) => Vendor;

/** How the vendor writes its webhooks, where that is not the plain form. */
export interface ProviderForm {
  webhookForm?: WebhookForm;
}

const noLimit = { limit: 1, perMs: 1 };
const noTokens = {
  scope: '',
  accessTokenSeconds: 0,
  refreshTokenDays: 0,
  oneGrantPerUser: false,
  tellsCreation: false,
};

export function oauthProvider(
  parts: ProviderParts,
  name: string,
  makeVendor: VendorMaker,
  form: ProviderForm = {},
): RunningProvider<OauthProvider> {
  const engine = startEngine(parts, { name, makeVendor, ...form });
  const { auth } = engine.machine.vendor;
  if (auth.kind !== 'oauth') throw new Error(`${name} has no authorization server.`);
  const { tokens } = engine.machine;
  const client = { id: `${name}client`, secret: `${name}secret` };
  const oauth = new OauthServer(
    { nowMs: engine.clock.nowMs, tokens, authLimiter: engine.authLimiter },
    client,
    auth.rules,
  );
  engine.machine.oauth = oauth;
  const base = baseApi(engine);
  const revokeTokens = () => {
    tokens.revokeAll();
    oauth.forgetCodes();
  };
  const api: OauthProvider = {
    ...base,
    ...oauthAddresses(`${parts.url}/${name}`, auth.rules),
    clientId: client.id,
    clientSecret: client.secret,
    authorizationCode: (options = {}) => authorize(api.authorizationUrl, client.id, options),
    issueTokens: (user) => tokens.issue(user),
    expireAccessTokens: () => tokens.expireAccessTokens(),
    revokeTokens,
    setTokens: (settings) => tokens.change(settings),
    tokenCalls: () => ({ ...oauth.counters }),
    reset: () => {
      base.reset();
      revokeTokens();
      tokens.change(firstSettings(auth.rules));
      oauth.resetCounters();
    },
  };
  return running(engine, api);
}

export function keyProvider(
  parts: ProviderParts,
  name: string,
  makeVendor: VendorMaker,
  form: ProviderForm = {},
): RunningProvider<KeyProvider> {
  const engine = startEngine(parts, { name, makeVendor, ...form });
  const firstKey = `${name}key`;
  let apiKey = firstKey;
  engine.machine.apiKey = () => apiKey;
  const base = baseApi(engine);
  const api: KeyProvider = {
    ...base,
    get apiKey() {
      return apiKey;
    },
    changeApiKey: (to) => {
      apiKey = to;
    },
    reset: () => {
      base.reset();
      apiKey = firstKey;
    },
  };
  return running(engine, api);
}

interface Engine {
  name: string;
  baseUrl: string;
  clock: ProviderClock;
  random: () => number;
  store: RecordStore;
  authLimiter: RateLimiter;
  log: RequestLog;
  webhooks: WebhookSource;
  machine: Machine;
}

function startEngine(
  parts: ProviderParts,
  { name, makeVendor, webhookForm = plainForm }: ProviderForm & { name: string; makeVendor: VendorMaker },
): Engine {
  const { now, random, sleep, url } = parts;
  const faults = new FaultBoard({ random });
  const clock = providerClock({ now, random, faults });
  const { nowMs } = clock;
  const webhooks = createWebhooks({ nowMs, random, sleep, faults, form: webhookForm });
  const store = new RecordStore({ clock, faults, tell: (made, change) => webhooks.tell(made, change) });
  const vendor = makeVendor({ store, webhooks, nowMs, rootUrl: `${url}/${name}` });
  const limiter = new RateLimiter({ nowMs }, vendor.requestLimit);
  const authLimiter = new RateLimiter({ nowMs }, vendor.authLimit ?? noLimit);
  const tokens = new TokenBook({ nowMs, random }, vendor.auth.kind === 'oauth' ? vendor.auth.rules : noTokens);
  const machine: Machine = { vendor, faults, limiter, tokens, apiKey: () => '', lastAnswers: new Map(), sleep };
  const baseUrl = `${url}/${name}${vendor.apiPath}`;
  return { name, baseUrl, clock, random, store, authLimiter, log: new RequestLog(), webhooks, machine };
}

function running<P extends Provider>({ clock, machine, log, webhooks }: Engine, api: P): RunningProvider<P> {
  const handle = (request: SimRequest, rawUrl: string) => exchange(machine, request, rawUrl);
  return { api, nowMs: clock.nowMs, log, handle, stop: () => webhooks.stop() };
}

function baseApi(engine: Engine): Provider {
  const { name, baseUrl, store, log, webhooks, machine } = engine;
  const { vendor, faults, limiter } = machine;
  const firstOptions = { ...vendor.options };
  const opened = (resource: string) => {
    if (!store.resources().includes(resource)) vendor.openCollection?.(resource);
    return resource;
  };
  const first = () => store.resources()[0] ?? '';
  const setOptions = (options: VendorOptions) => {
    vendor.useOptions({ ...vendor.options, ...checkedOptions(name, vendor.options, options) });
    store.reserialise();
  };
  return {
    name,
    baseUrl,
    resources: () => store.resources(),
    create: (resource, fields = {}, options = {}) => store.create(opened(resource), fields, options),
    update: (id, fields = {}, options = {}) => store.update(String(id), fields, options),
    delete: (id) => store.delete(String(id)),
    load: (count, { resource = first(), ...options }: LoadOptions = {}) => store.load(opened(resource), count, options),
    churn: (churn) => change(engine, { ...churn, resource: opened(churn.resource ?? first()) }),
    records: (resource) => store.records(resource),
    history: (resource, from) => store.history(resource, from),
    historyLength: () => store.historyLength(),
    requests: () => log.report(),
    clearRequests: () => log.clear(),
    faults,
    webhooks,
    setLimits: ({ requests, authCalls }) => {
      if (requests !== undefined) limiter.enforce(requests);
      if (authCalls !== undefined) engine.authLimiter.enforce(authCalls);
    },
    setOptions,
    options: () => ({ ...vendor.options }),
    reset: () => {
      faults.clear();
      webhooks.clear();
      store.clear();
      log.clear();
      limiter.enforce('off');
      engine.authLimiter.enforce('off');
      machine.lastAnswers.clear();
      setOptions(firstOptions);
    },
  };
}

function checkedOptions(name: string, known: VendorOptions, wanted: VendorOptions): VendorOptions {
  for (const [option, value] of Object.entries(wanted)) {
    const current = known[option];
    if (current === undefined)
      throw new Error(`${name} has no option ${option}; it has: ${Object.keys(known).join(', ')}.`);
    if (typeof value !== typeof current) throw new Error(`${name}: option ${option} must be a ${typeof current}.`);
  }
  return wanted;
}

function change({ store, random }: Engine, churn: Churn & { resource: string }): void {
  const { resource, creates = 0, updates = 0, deletes = 0 } = churn;
  store.load(resource, creates);
  const ids = store.ids(resource);
  if (ids.length === 0) return;
  const pick = () => Math.floor(random() * ids.length);
  const touched = Array.from({ length: updates }, () => ids[pick()] ?? '');
  store.touch(touched);
  for (let done = 0; done < deletes && ids.length > 0; done++) {
    const [id] = ids.splice(pick(), 1);
    if (id !== undefined) store.delete(id);
  }
}

function oauthAddresses(root: string, rules: OauthRules) {
  return { authorizationUrl: `${root}${rules.authorizePath}`, tokenUrl: `${root}${rules.tokenPath}` };
}

function firstSettings({ accessTokenSeconds }: OauthRules): OauthSettings {
  return { accessTokenSeconds, onReusedRefreshToken: 'refuse' };
}

/** Does what a browser does with the authorization address, up to the redirect. */
async function authorize(
  authorizationUrl: string,
  clientId: string,
  options: AuthorizeOptions,
): Promise<Authorization> {
  const { redirectUri = 'https://app.example.com/callback', state, user } = options;
  const url = new URL(authorizationUrl);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('response_type', 'code');
  if (state !== undefined) url.searchParams.set('state', state);
  if (user !== undefined) url.searchParams.set('user', user);
  const response = await fetch(url, { redirect: 'manual' });
  const location = response.headers.get('location');
  const code = location === null ? null : new URL(location).searchParams.get('code');
  if (location === null || code === null) {
    throw new Error(`${authorizationUrl} gave no code but ${response.status} ${location ?? (await response.text())}`);
  }
  return { code, state: new URL(location).searchParams.get('state') ?? undefined, redirectUri, location };
}
