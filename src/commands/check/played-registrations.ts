import { datePattern } from '../../lib/date-pattern/date-pattern.ts';
import { printBound } from '../../lib/date-pattern/print-bound.ts';
import { instantFromMs } from '../../lib/instant.ts';
import type { Connector } from '../../model/connector.ts';
import type { LifecycleStep } from '../../model/connector-lifecycle.ts';
import type { WebhookRegistration } from '../../model/connector-webhooks.ts';
import { bodyFor } from './played-lifecycle.ts';
import type { PlayedAnswer, PlayedRequest } from './playback-server.ts';
import { answerOf } from './played-authorization.ts';

/**
 * Answers the steps of a connector's registrations, whenever they are taken, each with just what it reads. Undefined: the
 * request is none of them.
 */
export function playRegistrations(
  { webhooks }: Connector,
  configuration: Readonly<Record<string, string>>,
  nowMs: number,
): (request: PlayedRequest) => PlayedAnswer | undefined {
  const steps = Object.values(webhooks?.registrations ?? {}).flatMap((registration) => {
    const values = { ...configuration, ...endOf(registration, nowMs) };
    return stepsOf(registration).map((step) => ({ step, values }));
  });
  return (request) => {
    const found = steps.find(({ step }) => isRequestOf(step, request));
    return found && answerOf(bodyFor(found.step, found.values));
  };
}

const lifeMs = 3 * 86_400_000;

/** The value that says when a registration ends, where it does. */
function endOf({ renew }: WebhookRegistration, nowMs: number): Record<string, string> {
  if (!renew?.expires) return {};
  const { capture, format } = renew.expires;
  return { [capture]: printBound(datePattern(format), instantFromMs(nowMs + lifeMs), 'upper') };
}

const stepsOf = ({ subscribe, renew, check, unsubscribe }: WebhookRegistration): LifecycleStep[] =>
  [subscribe, renew?.step, check, unsubscribe].filter((step) => step !== undefined);

function isRequestOf({ request: { method, path } }: LifecycleStep, made: PlayedRequest): boolean {
  if (method !== made.method) return false;
  const [wanted = ''] = path.split('?');
  const pattern = wanted
    .split(/\{[^{}]+\}/)
    .map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^/?]+');
  return new RegExp(`${pattern}$`).test(made.url.split('?')[0] ?? '');
}
