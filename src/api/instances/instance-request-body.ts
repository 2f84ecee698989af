import { z } from 'zod';
import type { JsonRecord } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import type { Warning } from '../../model/poll-definition.ts';
import { externalAuthentications, type InstanceRequest } from '../../provision/instance-request.ts';
import { instanceBody, type InstanceBody } from './instance-body.ts';

const name = z.string().trim().min(1).max(255);
const element = z.object({ key: z.string().optional(), id: z.union([z.number(), z.string()]).optional() });

const changes = {
  element: element.optional().describe('Cannot change; may be repeated.'),
  name: name.optional(),
  tags: z.array(z.string().min(1).max(255)).max(100).optional().describe('Default: the name. `[]` clears them.'),
  configuration: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('docs/reference/configuration.md lists the keys. Booleans and numbers may be text.'),
  providerData: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("The parameters of the provider's redirect, above all `code`."),
  externalAuthentication: z
    .enum(externalAuthentications)
    .optional()
    .describe('`initial`: you bring oauth.user.token and oauth.user.refresh_token in the configuration.'),
};

/** Members that other clients send and that mean nothing here are kept, to be told in `warnings`. */
export const changedInstance = z.looseObject(changes);
export const newInstance = z.looseObject({
  ...changes,
  element: element.describe('The connector: its key or its id.'),
  name,
});
/** Where the path names the connector. */
export const newInstanceOfElement = z.looseObject({ ...changes, name });

type ChangedInstance = z.output<typeof changedInstance>;

export const toInstanceRequest = (body: ChangedInstance): InstanceRequest => ({
  name: body.name,
  tags: body.tags,
  configuration: body.configuration,
  providerData: body.providerData as JsonRecord | undefined,
  externalAuthentication: body.externalAuthentication,
});

/**
 * The members of a body that do nothing. Whoever sends back an instance as we answered it means the rest of it as it is:
 * such members are told only where a text, number or boolean differs from the one that `stands`.
 */
export function unusedMembers(body: ChangedInstance, stands: Partial<InstanceBody>): Warning[] {
  const current: Readonly<Record<string, InstanceBody[keyof InstanceBody]>> = stands;
  return Object.entries(body).flatMap(([path, value]) => {
    if (Object.hasOwn(changes, path)) return [];
    if (!Object.hasOwn(instanceBody.shape, path)) return [{ path, message: 'unknown, not used' }];
    const now = current[path];
    if (now === undefined || typeof now === 'object' || String(value) === String(now)) return [];
    return [{ path, message: `not changed. ${otherWays[path] ?? 'It never changes.'}` }];
  });
}

/** How members change that are answered, but are not changed by their name. */
const otherWays: Readonly<Record<string, string>> = {
  disabled: 'PUT …/enabled enables the instance, DELETE …/enabled disables it.',
  eventsEnabled: 'The configuration value event.notification.enabled switches events on and off.',
  valid: 'An instance becomes valid again with a new authorization code in providerData.',
};

export function requireElement({ key, id }: z.output<typeof element>): string | number {
  const keyOrId = key ?? id;
  if (keyOrId !== undefined) return keyOrId;
  const issue = { path: 'element', message: 'has neither key nor id; allowed: e.g. {"key": "…"}' };
  throw new Fault('request.malformed', `The body of the request is not as it must be. element: ${issue.message}.`, {
    issues: [issue],
  });
}

/** An instance stays with its connector. */
export function refuseOtherElement({ element: named }: ChangedInstance, { key, id }: Connector): void {
  if (!named) return;
  const same =
    (named.key === undefined || named.key === key) && (named.id === undefined || String(named.id) === String(id));
  if (same) return;
  const message = `found ${JSON.stringify(named.key ?? named.id)}; allowed: ${key}. An instance cannot change its connector, make a new one.`;
  throw new Fault('request.malformed', `element: ${message}`, { issues: [{ path: 'element', message }] });
}
