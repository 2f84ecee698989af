import type { Connector } from '../../model/connector.ts';
import { shownRequest } from './compare-request.ts';
import { likestExchange, nextExchange } from './find-exchange.ts';
import type { Exchange } from './fixture.ts';
import type { PlayedAnswer, PlayedRequest, Player } from './playback-server.ts';
import { playAuthorization, type PlayedAuthorization } from './played-authorization.ts';
import { playLifecycle } from './played-lifecycle.ts';
import { playRegistrations } from './played-registrations.ts';

export interface FixturePlayerOptions {
  connector: Connector;
  /** Absent: one that has given out no token yet. */
  authorization?: PlayedAuthorization;
  /** Of the instance. */
  configuration: Readonly<Record<string, string>>;
  exchanges: readonly Exchange[];
  nowMs: number;
  /**
   * `asTold`: each request once, in the order of the fixture. `anyOrder`: any of them, as often as it is asked for; one to the
   * same place with other parameters is answered as the one it is most like, since what was read already is asked for
   * from a later date.
   */
  order: 'asTold' | 'anyOrder';
  /** Replaces the answer of one exchange, the first time that it is asked for, or each time that of every exchange. */
  strike?: { at: number | 'every'; answer: (whole: PlayedAnswer) => PlayedAnswer } | undefined;
  /** Exchanges that were answered before; those that are now are added. Default: none. */
  used?: Set<number>;
  /** The answer to a request that is not in the fixture, the first time that it is made: by a cursor of a feed. */
  unknown?: PlayedAnswer | undefined;
}

/** The provider as a fixture tells of it. */
export interface FixturePlayer {
  player: Player;
  authorization: PlayedAuthorization;
  /** From now on requests are those of the fixture; before they are those that make an instance. */
  beginReading(): void;
  /** What was wrong with the requests so far, each once. */
  faults(): string[];
  /** Exchanges that nobody asked for. */
  unasked(): number[];
  /** Whether the strike has struck. */
  struck(): boolean;
}

export function createFixturePlayer(options: FixturePlayerOptions): FixturePlayer {
  const { connector, configuration, exchanges, nowMs, strike, unknown, used = new Set<number>() } = options;
  const { authorization = playAuthorization(connector, configuration, nowMs) } = options;
  const nextStep = playLifecycle(connector, configuration);
  const registration = playRegistrations(connector, configuration, nowMs);
  const baseUrl = configuration['base.url'] ?? connector.baseUrl;
  const faults = new Set<string>();
  const refusedOnce = new Set<string>();
  let reading = false;
  let struck = false;

  const refuse = (fault: string): PlayedAnswer => {
    faults.add(fault);
    return { status: 500, headers: {}, body: 'This request is not in the fixture.' };
  };

  function read(made: PlayedRequest): PlayedAnswer {
    const { faults: wrong, request } = authorization.inspect(made);
    for (const fault of wrong) faults.add(fault);
    const find = options.order === 'asTold' ? nextExchange : likestExchange;
    const found = find({ exchanges, used, baseUrl }, request);
    if (typeof found === 'string') {
      if (strike?.at === 'every') return strike.answer(answerOf(exchanges.at(-1) as Exchange));
      if (!unknown || refusedOnce.has(request.url)) return refuse(found);
      refusedOnce.add(request.url);
      return unknown;
    }
    const whole = answerOf(exchanges[found] as Exchange);
    if (strike && (strike.at === 'every' || (strike.at === found && !struck))) {
      // A fault is no answer of the exchange, which is asked for again.
      struck = true;
      return strike.answer(whole);
    }
    used.add(found);
    return whole;
  }

  const player: Player = (request) => {
    const token = authorization.answer(request);
    const answer = token ?? (reading ? read(request) : (registration(request) ?? nextStep()));
    const played =
      answer ?? refuse(`a request that no step of lifecycle or webhooks declares: ${shownRequest(request, baseUrl)}`);
    return { ...played, headers: { date: new Date(nowMs).toUTCString(), ...lowerCased(played.headers) } };
  };

  return {
    player,
    authorization,
    beginReading: () => {
      reading = true;
    },
    faults: () => [...faults],
    struck: () => struck,
    unasked: () => [...exchanges.keys()].filter((index) => !used.has(index)),
  };
}

function answerOf({ answer: { status, headers, body } }: Exchange): PlayedAnswer {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': 'application/json', ...lowerCased(headers) }, body: text };
}

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
