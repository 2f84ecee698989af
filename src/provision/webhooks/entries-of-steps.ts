import type { Connector } from '../../model/connector.ts';
import type { LifecycleStep } from '../../model/connector-lifecycle.ts';
import type { WebhookRegistration } from '../../model/connector-webhooks.ts';
import { connectorEntries } from '../../model/instance-configuration/connector-entries.ts';
import { isSecretKey } from '../../model/instance-configuration/is-secret-key.ts';
import { ownNames } from './step-values.ts';

type Values = Readonly<Record<string, string>>;

/**
 * The entries of a configuration that say where a registration stands and what it is about: the address of the account, and all
 * that templates of its steps name or their hooks mention; empty: not set. Credentials are not among them: those that
 * count are always the present ones.
 */
export function entriesOfSteps(
  connector: Connector,
  declared: WebhookRegistration,
  values: Values,
): Record<string, string> {
  const steps = [declared.subscribe, declared.renew?.step, declared.check, declared.unsubscribe].filter(
    (step) => step !== undefined,
  );
  const templates = [
    connector.baseUrl,
    values['base.url'],
    connector.headers,
    steps.map((step) => ({ ...step, hooks: undefined })),
  ];
  const names = ['base.url', ...namedIn(templates), ...mentionedIn(steps, values)];
  const described = connectorEntries(connector);
  const told = new Set([...ownNames, ...steps.flatMap(({ capture }) => Object.keys(capture))]);
  return Object.fromEntries(
    names
      .filter((name) => !told.has(name) && !name.startsWith('oauth.') && !isSecretKey(name, described))
      .map((name) => [name, values[name] ?? '']),
  );
}

/** The names of the placeholders in any text of templates. */
export const namedIn = (templates: unknown): string[] =>
  [...JSON.stringify(templates).matchAll(/\{([\w.-]+)\??\}/g)].map(([, name = '']) => name);

function mentionedIn(steps: readonly LifecycleStep[], values: Values): string[] {
  const code = JSON.stringify(steps.map(({ hooks }) => hooks));
  return Object.keys(values).filter((name) => code.includes(name));
}
