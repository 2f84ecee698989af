import { z } from 'zod';
import { webhooksOf } from '../../ingest/door/webhooks-of.ts';
import { capturedKeys } from '../../model/captured-keys.ts';
import type { ConfigurationEntry, Connector } from '../../model/connector.ts';
import { eventMechanisms } from '../../model/instance-configuration/configuration-rules.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';
import { mechanismsOf } from '../../model/instance-configuration/event-mechanisms.ts';
import { isSecretKey } from '../../model/instance-configuration/is-secret-key.ts';
import { standardConfigurationEntries } from '../../model/instance-configuration/standard-configuration-entries.ts';
import { authenticationKind, toAuthenticationKind } from './authentication-kind.ts';
import type { ExistingElement } from './existing-element.ts';
import { remarkBody } from './shown-element.ts';

const setupEntry = z
  .object({
    key: z.string(),
    name: z.string(),
    description: z.string(),
    type: z.string().describe('TEXTFIELD_1000, TEXTAREA, PASSWORD, BOOLEAN, COMBO and others.'),
    required: z.boolean(),
    requiredWhen: z
      .object({ key: z.string(), equals: z.string() })
      .nullable()
      .describe('A required entry is required only where another one has this value.'),
    secret: z.boolean().describe('Masked in every answer.'),
    defaultValue: z.string().nullable().describe('Null: none, or a secret one.'),
    hasDefault: z.boolean().describe('True also where the default is a secret.'),
    options: z.array(z.object({ name: z.string(), value: z.string() })).nullable(),
    group: z
      .enum(['account', 'tokens', 'events'])
      .describe('`account`: who it is; `tokens`: tokens that you bring yourself; `events`: what every connector has.'),
  })
  .meta({ id: 'ElementSetupEntry' });

const setupResource = z
  .object({
    name: z.string(),
    path: z.string().describe('Below the API: `/hubs/crm/contacts`.'),
    polled: z.boolean().describe('Polled by default.'),
    idField: z.string(),
    tellsDeletions: z.boolean().describe('Its provider marks or lists what was deleted.'),
  })
  .meta({ id: 'ElementSetupResource' });

export const elementSetup = z
  .object({
    id: z.number(),
    key: z.string(),
    name: z.string(),
    hub: z.string(),
    description: z.string(),
    documentation: z.string().nullable().describe("The vendor's own."),
    active: z.boolean().describe('False: it takes no new instances.'),
    private: z.boolean().describe('True: the organisation has built or imported it.'),
    authentication: authenticationKind,
    callbackUrl: z
      .string()
      .nullable()
      .describe('Where the provider sends users back to: to be entered there. Null: nobody is sent anywhere.'),
    entries: z.array(setupEntry),
    events: z.object({
      mechanisms: z.array(z.enum(eventMechanisms)).describe('The default first.'),
      refreshMinutes: z.number(),
      leastRefreshMinutes: z.number(),
      pollerConfiguration: z
        .record(z.string(), z.record(z.string(), z.unknown()))
        .describe('What `event.poller.configuration` is where an instance says nothing.'),
    }),
    webhooks: z
      .object({ verification: z.array(z.string()), registersItself: z.boolean() })
      .nullable()
      .describe('Null: it takes none.'),
    resources: z.array(setupResource),
    remarks: z.array(remarkBody),
    guide: z.string().nullable().describe('Markdown on how an account is set up.'),
  })
  .meta({ id: 'ElementSetup' });

export type ElementSetup = z.output<typeof elementSetup>;

export interface SetupSurroundings {
  minRefreshMinutes: number;
  callbackUrl: string | null;
  guide: string | null;
}

export function toElementSetup(
  { id, active, connector, remarks, version }: ExistingElement,
  { minRefreshMinutes, callbackUrl, guide }: SetupSurroundings,
): ElementSetup {
  const { key, name, hub, description, documentation = null, events } = connector;
  const authentication = toAuthenticationKind(connector.authentication);
  const { defaultIntervalMinutes, configuration } = events.polling;
  return {
    id,
    key,
    name,
    hub,
    description,
    documentation,
    active,
    private: version !== undefined,
    authentication,
    callbackUrl: authentication.consent ? callbackUrl : null,
    entries: entriesOf(connector),
    events: {
      mechanisms: mechanismsOf(connector),
      refreshMinutes: Math.max(defaultIntervalMinutes, minRefreshMinutes),
      leastRefreshMinutes: minRefreshMinutes,
      pollerConfiguration: configuration as ElementSetup['events']['pollerConfiguration'],
    },
    webhooks: webhooksFor(connector),
    resources: resourcesOf(connector),
    remarks,
    guide,
  };
}

/** Without those that the server writes, or that do nothing. What the provider will tell need not be entered. */
function entriesOf(connector: Connector): ElementSetup['entries'] {
  const entries = connectorEntries(connector);
  const told = new Set(capturedKeys(connector));
  return entries
    .filter((entry) => entry.internal !== true && !unused.includes(entry))
    .map((entry) => toEntry(entry, { required: entry.required && !told.has(entry.key), entries }));
}

function toEntry(
  { key, name, description, type, requiredWhen, defaultValue = '', options }: ConfigurationEntry,
  { required, entries }: { required: boolean; entries: readonly ConfigurationEntry[] },
): ElementSetup['entries'][number] {
  const secret = isSecretKey(key, entries);
  return {
    key,
    name,
    description,
    type,
    required,
    requiredWhen: requiredWhen ?? null,
    secret,
    defaultValue: secret || defaultValue === '' ? null : defaultValue,
    hasDefault: defaultValue !== '',
    options: options ?? null,
    group: groupOf(key),
  };
}

function groupOf(key: string): ElementSetup['entries'][number]['group'] {
  if (key.startsWith('event.')) return 'events';
  return key.startsWith('oauth.user.') ? 'tokens' : 'account';
}

const unused: readonly ConfigurationEntry[] = standardConfigurationEntries.filter((entry) => entry.unused);

function webhooksFor(connector: Connector): ElementSetup['webhooks'] {
  if (!mechanismsOf(connector).includes('webhook')) return null;
  const { verify, registrations } = webhooksOf(connector);
  const kinds = (verify.kind === 'anyOf' ? verify.of : [verify]).map(({ kind }) => kind);
  return { verification: kinds, registersItself: Object.keys(registrations).length > 0 };
}

function resourcesOf({ hub, resources, events }: Connector): ElementSetup['resources'] {
  const polled = Object.values(events.polling.configuration).map(({ url }) => String(url).split('?')[0]);
  return Object.entries(resources).map(([name, { path, idField, deletedWhen, deletes }]) => ({
    name,
    path: `/hubs/${hub}${path}`,
    polled: polled.includes(`/hubs/${hub}${path}`),
    idField,
    tellsDeletions: deletedWhen !== undefined || deletes !== undefined,
  }));
}
