import { createEgress, type Egress, type EgressRequest } from '../../egress/egress.ts';
import type { Clock } from '../../lib/clock.ts';
import type { QuotaHold } from '../../model/provider-quota.ts';
import { originHeader, sessionHeader } from './playback-server.ts';

/** The way out of a check: the real one, but whatever a request is meant for, it goes to the playback server. */
export interface PlaybackEgress extends Egress {
  /** How long the provider has asked to wait; nobody waits here, as no time passes. */
  holds: QuotaHold[];
}

export interface PlaybackEgressOptions {
  /** Keeps step with real time: time-outs come from it. */
  clock: Clock;
  serverUrl: string;
  session: string;
}

export function createPlaybackEgress({ clock, serverUrl, session }: PlaybackEgressOptions): PlaybackEgress {
  const egress = createEgress({
    clock,
    random: () => 0,
    allowNetworks: ['127.0.0.0/8'],
    resolve: (hostname) => Promise.reject(new Error(`A check calls nobody, not even ${hostname}.`)),
  });
  const holds: QuotaHold[] = [];
  return {
    ...egress,
    holds,
    request: (request) => egress.request(redirectedTo(request, serverUrl, session)),
    assertAllowed: () => Promise.resolve(),
    hold: (_key, hold) => {
      holds.push(hold);
      return Promise.resolve();
    },
    charge: () => {},
  };
}

/** Without its budget: limits are a matter of time. */
function redirectedTo(request: EgressRequest, serverUrl: string, session: string): EgressRequest {
  const { budget: _budget, url, headers, ...rest } = request;
  const { origin } = new URL(url);
  const path = url.slice(origin.length);
  const target = `${serverUrl}${path.startsWith('/') ? path : `/${path}`}`;
  return { ...rest, url: target, headers: { ...headers, [sessionHeader]: session, [originHeader]: origin } };
}
