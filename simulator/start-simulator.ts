import { control } from './control.ts';
import { listen, type Answer, type Handler } from './http-server.ts';
import { keyProvider, oauthProvider, type RunningProvider } from './make-provider.ts';
import type { KeyProvider, OauthProvider } from './provider.ts';
import type { SimRequest } from './types.ts';
import { jsonReply } from './types.ts';
import { activecampaign } from './vendors/activecampaign.ts';
import { acton } from './vendors/acton.ts';
import { infusionsoft } from './vendors/infusionsoft.ts';
import { kinds } from './vendors/kinds.ts';
import { salesloft } from './vendors/salesloft.ts';

export interface SimulatorOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** The address that clients use, when it is not the one it listens on (in a container, behind a proxy). */
  url?: string;
  /** Milliseconds since 1970; default: the system's clock. */
  now?: () => number;
  /** A number in [0, 1); default: Math.random. */
  random?: () => number;
  /** How a slow answer waits; default: a timer. */
  sleep?: (ms: number) => Promise<void>;
}

export interface Simulator {
  readonly url: string;
  readonly acton: OauthProvider;
  readonly salesloft: OauthProvider;
  readonly infusionsoft: OauthProvider;
  readonly activecampaign: KeyProvider;
  /** Every kind of list there is; see docs/reference/simulator.md. */
  readonly kinds: KeyProvider;
  /** Every provider back to its beginning. */
  reset(): void;
  /** Stops listening and sending; requests in flight are cut. */
  close(): Promise<void>;
}

/** Starts all pretend providers on one port: `/acton`, `/salesloft`, `/infusionsoft`, `/activecampaign`, `/kinds` and `/_control`. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', now = () => Date.now(), random = () => Math.random(), sleep = timer } = options;
  let handler: Handler = () => Promise.resolve(notReady(now()));
  const server = await listen((request, rawUrl) => handler(request, rawUrl), { port, host });
  const url = (options.url ?? `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`).replace(/\/$/, '');
  const parts = { now, random, sleep, url };
  const running = {
    acton: oauthProvider(parts, 'acton', acton),
    salesloft: oauthProvider(parts, 'salesloft', salesloft),
    infusionsoft: oauthProvider(parts, 'infusionsoft', infusionsoft),
    activecampaign: keyProvider(parts, 'activecampaign', activecampaign),
    kinds: keyProvider(parts, 'kinds', kinds),
  };
  handler = dispatcher(running, now);
  const apis = {
    acton: running.acton.api,
    salesloft: running.salesloft.api,
    infusionsoft: running.infusionsoft.api,
    activecampaign: running.activecampaign.api,
    kinds: running.kinds.api,
  };
  return {
    url,
    ...apis,
    reset: () => {
      for (const api of Object.values(apis)) api.reset();
    },
    close: async () => {
      for (const provider of Object.values(running)) provider.stop();
      await server.close();
    },
  };
}

function dispatcher(running: Record<string, RunningProvider<OauthProvider | KeyProvider>>, now: () => number): Handler {
  const apis = Object.values(running).map(({ api }) => api);
  return async (request, rawUrl) => {
    const name = request.path.split('/', 2)[1] ?? '';
    const provider = Object.hasOwn(running, name) ? running[name] : undefined;
    if (provider)
      return ask(provider, { ...request, path: request.path.slice(name.length + 1) }, rawUrl.slice(name.length + 1));
    const isControl = name === '_control' || name === '';
    const reply = isControl
      ? await control(apis, request)
      : jsonReply(404, { message: `Nothing at /${name}; there are: /${Object.keys(running).join(', /')}, /_control` });
    return { outcome: { kind: 'answer', reply }, nowMs: now() };
  };
}

async function ask(provider: RunningProvider, request: SimRequest, rawUrl: string): Promise<Answer> {
  const sent = provider.log.add(request, provider.nowMs());
  const outcome = await provider.handle(request, rawUrl);
  return { outcome, nowMs: provider.nowMs(), sent };
}

function notReady(nowMs: number): Answer {
  return { outcome: { kind: 'answer', reply: jsonReply(503, { message: 'The simulator is starting.' }) }, nowMs };
}

function timer(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
