import type { JsonValue } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { LifecycleStep } from '../../model/connector-lifecycle.ts';
import { inventedText } from './invented-configuration.ts';
import type { PlayedAnswer } from './playback-server.ts';
import { answerOf, captured, filled } from './played-authorization.ts';
import { setPath } from './set-path.ts';

/**
 * Answers the requests that are made when an instance is made, one after the other, each with just what its step reads from
 * it. Undefined: there is no further step.
 */
export function playLifecycle(
  { lifecycle }: Connector,
  configuration: Readonly<Record<string, string>>,
): () => PlayedAnswer | undefined {
  const steps = [...lifecycle.connect, ...(lifecycle.validate ? [lifecycle.validate] : [])];
  let done = 0;
  return () => {
    const step = steps[done++];
    return step && answerOf(bodyFor(step, configuration));
  };
}

/** The body of an answer that holds just what a step reads from it. */
export function bodyFor(
  { successWhen, select, capture }: LifecycleStep,
  configuration: Readonly<Record<string, string>>,
): JsonValue {
  const good =
    successWhen && successWhen.equals !== null ? setPath({}, successWhen.path, successWhen.equals) : undefined;
  if (!select) return captured(good, capture, configuration);
  const name = filled(select.equals, configuration);
  const item = setPath({}, select.field, name.includes('{') ? inventedText(select.field) : name);
  return setPath(good, select.list, [captured(item, capture, configuration)]);
}
