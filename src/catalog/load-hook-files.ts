import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { Connector } from '../model/connector.ts';
import type { ConnectorHooks, Hook, Hooks } from '../model/connector-hooks.ts';
import type { LifecycleStep } from '../model/connector-lifecycle.ts';
import type { Webhooks } from '../model/connector-webhooks.ts';
import { CatalogError } from './read-connector.ts';

/**
 * The connector with the code of all hook files in `body`, read from its folder. Throws a CatalogError that lists every file
 * that is missing or lies outside.
 */
export async function loadHookFiles(connector: Connector, folder: string): Promise<Connector> {
  const issues: string[] = [];
  const read: ReadHook = async (hook, at) => {
    if (hook.file === undefined) return hook;
    const { file, ...rest } = hook;
    const body = await readInside(folder, file);
    if (body.text === undefined) issues.push(`${join(folder, 'connector.yaml')}: ${at}.file: ${body.reason}`);
    return { ...rest, body: body.text ?? '' };
  };
  const loaded = await withCode(connector, read);
  if (issues.length > 0) throw new CatalogError(issues.toSorted());
  return loaded;
}

type ReadHook = (hook: Hook, at: string) => Promise<Hook>;

async function withCode(connector: Connector, read: ReadHook): Promise<Connector> {
  const { lifecycle, resources, webhooks } = connector;
  const ofStep: StepWithCode = async (step: LifecycleStep, at: string) => ({
    ...step,
    hooks: await hooksWithCode(step.hooks, at, read),
  });
  const ofSteps = (steps: LifecycleStep[], at: string) =>
    Promise.all(steps.map((step, index) => ofStep(step, `${at}[${index}].`)));
  const ofResources = Object.entries(resources).map(async ([name, resource]) => {
    const { one } = resource;
    const hooks = await hooksWithCode(resource.hooks, `resources.${name}.`, read);
    const ofOne = one?.hooks && (await hooksWithCode(one.hooks, `resources.${name}.one.`, read));
    return [name, { ...resource, hooks, ...(one && ofOne && { one: { ...one, hooks: ofOne } }) }] as const;
  });
  return {
    ...connector,
    hooks: await connectorHooksWithCode(connector.hooks, read),
    ...(webhooks && { webhooks: await webhooksWithCode(webhooks, ofStep) }),
    lifecycle: {
      ...lifecycle,
      connect: await ofSteps(lifecycle.connect, 'lifecycle.connect'),
      ...(lifecycle.validate && { validate: await ofStep(lifecycle.validate, 'lifecycle.validate.') }),
      remove: await ofSteps(lifecycle.remove, 'lifecycle.remove'),
    },
    resources: Object.fromEntries(await Promise.all(ofResources)),
  };
}

type StepWithCode = (step: LifecycleStep, at: string) => Promise<LifecycleStep>;

async function webhooksWithCode(webhooks: Webhooks, ofStep: StepWithCode): Promise<Webhooks> {
  const registrations = Object.entries(webhooks.registrations).map(async ([name, registration]) => {
    const { subscribe, renew, check, unsubscribe } = registration;
    const at = `webhooks.registrations.${name}`;
    const loaded = {
      ...registration,
      subscribe: await ofStep(subscribe, `${at}.subscribe.`),
      ...(renew?.step && { renew: { ...renew, step: await ofStep(renew.step, `${at}.renew.step.`) } }),
      ...(check && { check: await ofStep(check, `${at}.check.`) }),
      ...(unsubscribe && { unsubscribe: await ofStep(unsubscribe, `${at}.unsubscribe.`) }),
    };
    return [name, loaded] as const;
  });
  return { ...webhooks, registrations: Object.fromEntries(await Promise.all(registrations)) };
}

async function connectorHooksWithCode(hooks: ConnectorHooks, read: ReadHook): Promise<ConnectorHooks> {
  const { event, eventOnPolled } = hooks;
  return {
    ...(await hooksWithCode(hooks, '', read)),
    ...(event && { event: await read(event, 'hooks.event') }),
    eventOnPolled,
  };
}

async function hooksWithCode({ preRequest, postRequest }: Hooks, at: string, read: ReadHook): Promise<Hooks> {
  return {
    ...(preRequest && { preRequest: await read(preRequest, `${at}hooks.preRequest`) }),
    ...(postRequest && { postRequest: await read(postRequest, `${at}hooks.postRequest`) }),
  };
}

async function readInside(folder: string, file: string): Promise<{ text?: string; reason?: string }> {
  const path = join(folder, file);
  const inside = relative(folder, path);
  if (isAbsolute(file) || inside.startsWith('..')) {
    return { reason: `found ${JSON.stringify(file)}, allowed: a file in the folder of the connector` };
  }
  try {
    return { text: await readFile(path, 'utf8') };
  } catch (error) {
    return { reason: `${path} cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}
