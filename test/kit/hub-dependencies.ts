import { systemClock } from '../../src/lib/clock.ts';
import type { HubDependencies } from '../../src/hub/call-provider.ts';
import { testEgress } from './test-egress.ts';

/** A hub that sends these headers as credentials; `tokens` are given out one after the other when one is refused. */
export function hubDependencies(tokens: readonly string[] = ['token']): HubDependencies & { forced: string[] } {
  const forced: string[] = [];
  return {
    egress: testEgress(),
    clock: systemClock,
    random: () => 0,
    runHook: () => Promise.reject(new Error('this hub has no sandbox')),
    forced,
    authorize: ({ authentication, configuration }, { force } = {}) => {
      if (force !== undefined) forced.push(force);
      if (authentication.type === 'apiKey') {
        const headers = { [authentication.name]: configuration[authentication.configurationKey] ?? '' };
        return Promise.resolve({ headers, query: {} });
      }
      const token = tokens[forced.length] ?? '';
      return Promise.resolve({ headers: { authorization: `Bearer ${token}` }, query: {}, token });
    },
  };
}
