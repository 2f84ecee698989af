import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import { createFixturePlayer, type FixturePlayer, type FixturePlayerOptions } from './fixture-player.ts';
import { inventedConfiguration } from './invented-configuration.ts';
import type { Laboratory } from './laboratory.ts';
import type { PageRead } from './page-read.ts';
import { createPlaybackEgress, type PlaybackEgress } from './playback-egress.ts';
import { createTrialClock } from './trial-clock.ts';
import { createTrial, type Trial } from './trial.ts';

/** A trial whose provider is played, and the instance in it. */
export interface PlaybackSession {
  trial: Trial;
  instanceId: number;
  egress: PlaybackEgress;
  /** Until the next call of this the provider plays so; what was wrong with requests before is in the player before. */
  play(options: PlayOptions): FixturePlayer;
  /** The same, but it answers the steps of the connector's registrations and of its lifecycle. */
  playSteps(): FixturePlayer;
  close(): Promise<void>;
}

export type PlayOptions = Pick<FixturePlayerOptions, 'exchanges' | 'order' | 'strike' | 'used' | 'unknown'>;

export interface SessionInput {
  connector: Connector;
  /** What the fixture tells of the configuration. */
  told: Readonly<Record<string, string>>;
  nowMs: number;
  /** Entries of the instance that are about events. */
  events: Record<string, unknown>;
  /** Gets each page that polls read. */
  onPage?: (page: PageRead) => void;
}

/** Longer than any request may take. */
const longestRequestMs = 120_000;

/** Makes an instance at the played provider. Throws an Error that says what was wrong when it cannot be made. */
export async function openSession(laboratory: Laboratory, input: SessionInput): Promise<PlaybackSession> {
  const { connector, told, nowMs, events, onPage } = input;
  const clock = createTrialClock(laboratory.clock, nowMs);
  const configuration = inventedConfiguration(connector, told);
  const inForce = { 'base.url': connector.baseUrl, ...defaultsOf(connector), ...configuration };
  const whole = { connector, configuration: inForce, nowMs };
  const beginning = createFixturePlayer({ ...whole, exchanges: [], order: 'asTold' });
  const { authorization } = beginning;
  let current = beginning;
  const { session, end } = laboratory.playback.open((request) => {
    const answer = current.player(request);
    if (answer.broken === 'hang') clock.jump(longestRequestMs);
    return answer;
  });
  const egress = createPlaybackEgress({ clock: clock.running, serverUrl: laboratory.playback.url, session });
  const close = async () => {
    end();
    await egress.close();
  };
  const trial = createTrial(laboratory, { connector, egress, onPage, clock: clock.standing });
  const { providerData } = authorization;
  try {
    const request = { configuration: { ...configuration, ...events }, ...(providerData && { providerData }) };
    const { id: instanceId, warnings } = await trial.createInstance(request);
    const [unregistered] = warnings.filter(({ path }) => path.startsWith('webhooks.'));
    if (unregistered) throw new SessionError(`${unregistered.path}: ${beginning.faults()[0] ?? unregistered.message}`);
    const playSteps = () => {
      current = createFixturePlayer({ ...whole, authorization, exchanges: [], order: 'asTold' });
      return current;
    };
    const play = (options: PlayOptions) => {
      current = createFixturePlayer({ ...whole, authorization, ...options });
      current.beginReading();
      // Else an answer that never came would look like a provider whose clock is late.
      clock.restart();
      return current;
    };
    return { trial, instanceId, egress, play, playSteps, close };
  } catch (error) {
    await close();
    if (!(error instanceof Fault)) throw error;
    const [wrong] = beginning.faults();
    throw new SessionError(`the instance cannot be made: ${wrong ?? wordsOf(error)}`);
  }
}

const defaultsOf = ({ configuration }: Connector): Record<string, string> =>
  Object.fromEntries(
    configuration.flatMap(({ key, defaultValue }) => (defaultValue === undefined ? [] : [[key, defaultValue]])),
  );

/** Why there is nothing to check: a fault of the connector or of its fixture. */
export class SessionError extends Error {
  override readonly name = 'SessionError';
}

const wordsOf = ({ message, providerMessage }: Fault): string =>
  providerMessage === undefined ? message : `${message} (${providerMessage})`;
