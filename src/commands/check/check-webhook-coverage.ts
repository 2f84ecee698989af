import type { Connector } from '../../model/connector.ts';
import type { LookedUp, WebhookRule } from '../../model/connector-webhooks.ts';
import type { ReadWebhookFixture, WebhookFixture } from './webhook-fixture.ts';

/**
 * What webhooks of a connector are told by no fixture: each resource that a rule names, and a handshake where there are some.
 * Where a fixture cannot be read nothing is known to be missing.
 */
export function checkWebhookCoverage({ webhooks }: Connector, fixtures: readonly ReadWebhookFixture[]): string[] {
  const readable = fixtures.flatMap((fixture): WebhookFixture[] => ('content' in fixture ? [fixture.content] : []));
  if (!webhooks || readable.length < fixtures.length) return [];
  const told = new Set(
    readable.flatMap(({ events, polls }) => [...events.map(({ objectType }) => objectType), ...polls]),
  );
  const named = new Set(webhooks.rules.flatMap(resourcesOf));
  const asked = webhooks.handshakes.filter(({ kind }) => kind !== 'ping');
  const isShaken = readable.some(({ answer }) => answer !== undefined);
  return [
    ...[...named].filter((name) => !told.has(name)).map((name) => `fixtures/webhooks: none tells of ${name}`),
    ...(asked.length > 0 && !isShaken ? [`fixtures/webhooks: none is a handshake of the kind ${asked[0]?.kind}`] : []),
  ];
}

const resourcesOf = ({ resource, ignore }: WebhookRule): string[] => (ignore ? [] : wordsOf(resource));

const wordsOf = (word: LookedUp | undefined): string[] =>
  typeof word === 'string' ? [word] : Object.values(word?.map ?? {});
