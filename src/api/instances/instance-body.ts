import { z } from 'zod';
import type { Connector } from '../../model/connector.ts';
import { maskedValue } from '../../model/instance-configuration/is-secret-key.ts';
import type { Warning } from '../../model/poll-definition.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';
import type { StoredInstance } from '../../store/stored-instance.ts';
import type { Identity } from '../authorization.ts';
import { elementBody, toElementBody } from '../elements/element-body.ts';

/** An instance as the contract shows it, and `warnings`. */
export const instanceBody = z
  .object({
    id: z.number(),
    name: z.string(),
    createdDate: z.string().describe('2026-01-31T08:00:00Z'),
    token: z
      .string()
      .describe(
        `What calls on this instance send as \`Element\`; ${maskedValue} for viewers, and for a browser session except when it is made.`,
      ),
    element: elementBody,
    elementId: z.number(),
    tags: z.array(z.string()),
    provisionInteractions: z.array(z.unknown()),
    valid: z.boolean().describe('False when the provider no longer accepts the credentials; authorize again.'),
    disabled: z.boolean(),
    maxCacheSize: z.number(),
    cacheTimeToLive: z.number(),
    configuration: z
      .record(z.string(), z.string().nullable())
      .describe(`All values as text; null where none is set, ${maskedValue} for secrets.`),
    eventsEnabled: z.boolean(),
    traceLoggingEnabled: z.boolean(),
    cachingEnabled: z.boolean(),
    externalAuthentication: z.string(),
    user: z.object({ id: z.number(), emailAddress: z.string(), firstName: z.string(), lastName: z.string() }),
    warnings: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .describe('An addition: what was corrected in the request or has no effect, and why the instance is not valid.'),
  })
  .meta({ id: 'Instance' });

export type InstanceBody = z.output<typeof instanceBody>;

export function toInstanceBody(instance: StoredInstance, connector: Connector, warnings: Warning[] = []): InstanceBody {
  const { id, email: emailAddress, firstName, lastName } = instance.user;
  return {
    id: instance.id,
    name: instance.name,
    createdDate: `${new Date(instance.createdAt).toISOString().slice(0, 19)}Z`,
    token: instance.token,
    element: toElementBody(connector),
    elementId: connector.id,
    tags: instance.tags,
    provisionInteractions: [],
    valid: instance.connection === 'connected',
    disabled: instance.disabled,
    maxCacheSize: 0,
    cacheTimeToLive: 0,
    configuration: shownConfiguration(instance, connector),
    eventsEnabled: instance.configuration['event.notification.enabled'] === 'true',
    traceLoggingEnabled: false,
    cachingEnabled: false,
    externalAuthentication: instance.externalAuthentication,
    user: { id, emailAddress, firstName, lastName },
    warnings: [...warnings, ...reconnectWarning(instance)],
  };
}

/** What a caller may see of it: browser sessions and viewers no token. */
export function shownTo<Body extends { token: string }>(
  { via, caller }: Pick<Identity, 'via' | 'caller'>,
  body: Body,
): Body {
  return via === 'session' || caller.role === 'viewer' ? { ...body, token: maskedValue } : body;
}

/** Every entry of the connector and every value there is; secrets masked. */
export function shownConfiguration(
  { configuration, secretKeys }: StoredInstance,
  connector: Connector,
): Record<string, string | null> {
  const unset = connectorEntries(connector).map(({ key }) => [key, null] as const);
  const masks = secretKeys.map((key) => [key, maskedValue] as const);
  return { ...Object.fromEntries(unset), ...configuration, ...Object.fromEntries(masks) };
}

function reconnectWarning({ connection, connectionReason }: StoredInstance): Warning[] {
  if (connection === 'connected') return [];
  const message = `the provider no longer accepts the credentials (${connectionReason ?? 'no reason given'}); send a new code with PUT or PATCH`;
  return [{ path: 'providerData.code', message }];
}
