import { canonicalJson, shortHash } from '../../lib/canonical-json.ts';
import type { JsonValue } from '../../lib/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { WebhookRegistration } from '../../model/connector-webhooks.ts';
import { pathOf } from '../../model/instance-configuration/configuration-rules.ts';
import { webhookSecretKey } from '../../model/webhook-address.ts';
import { takesWebhooks } from '../../model/takes-webhooks.ts';
import type { Warning } from '../../model/poll-definition.ts';
import type { RegistrationToSave } from '../../store/registrations-save.ts';
import { entriesOfSteps, namedIn } from './entries-of-steps.ts';

type Values = Readonly<Record<string, string>>;

export interface WantedRegistrations {
  registrations: RegistrationToSave[];
  /** On those that are not asked for, where none is: often one of several will do. */
  warnings: Warning[];
}

/**
 * What is to be asked for at the provider of an instance with these values: all that its connector declares and has the
 * entries for, once its events are on and come by webhooks.
 */
export function wantedRegistrations(connector: Connector, values: Values): WantedRegistrations {
  const { webhooks } = connector;
  if (!webhooks || !takesWebhooks(values)) return { registrations: [], warnings: [] };
  const registrations: RegistrationToSave[] = [];
  const notAsked: Warning[] = [];
  for (const [name, declared] of Object.entries(webhooks.registrations)) {
    const missing = missingOf(declared, values);
    for (const entry of missing) notAsked.push({ path: pathOf(entry), message: whyNot(name) });
    if (missing.length > 0) continue;
    const digest = shortHash(canonicalJson(asked(connector, declared, values)));
    for (const each of declared.forEach ?? ['']) registrations.push({ name, each, digest });
  }
  return { registrations, warnings: registrations.length === 0 ? notAsked : [] };
}

/** The entries without which it is not asked for. */
const missingOf = ({ needs }: Pick<WebhookRegistration, 'needs'>, values: Values): string[] =>
  needs.filter((entry) => isBlank(values[entry]));

export interface Askable {
  /** Something is asked for, once events are on and come by webhooks. */
  any: boolean;
  /** Entries that are not set, and without which some of it is not asked for. */
  missing: string[];
}

/** What of a connector's registrations can be asked for with these values. */
export function askable({ webhooks }: Pick<Connector, 'webhooks'>, values: Values): Askable {
  const missing = Object.values(webhooks?.registrations ?? {}).map((declared) => missingOf(declared, values));
  return { any: missing.some((entries) => entries.length === 0), missing: [...new Set(missing.flat())] };
}

const isBlank = (value: string | undefined): boolean => (value ?? '').trim() === '';

const whyNot = (name: string): string =>
  `not set: the webhooks ${JSON.stringify(name)} are not asked for at the provider`;

/** The request, and the values that it is filled with and that say where it stands: what changes of them makes it another one. */
function asked(connector: Connector, declared: WebhookRegistration, values: Values): JsonValue {
  const { subscribe, needs } = declared;
  const request = JSON.parse(JSON.stringify(subscribe.request)) as JsonValue;
  const named = namedIn(request).map((name) => (name === 'webhookSecret' ? webhookSecretKey : name));
  const entries = [...needs, ...named, ...Object.keys(entriesOfSteps(connector, declared, values))];
  return { request, values: Object.fromEntries(entries.map((name) => [name, values[name] ?? null])) };
}
