import type { z } from 'zod';
import { lifecycleSchema, type Lifecycle, type LifecycleStep } from '../../model/connector-lifecycle.ts';
import { word, type ElementDocument, type ElementResource } from '../../model/element/element-document.ts';
import { issuePath } from '../../model/findings/issue-path.ts';
import { readHooks } from './read-hooks.ts';
import { bodyMember, readRequest, type ElementContext, type ReadRequest } from './read-request.ts';
import { isLifecycle } from './read-resources.ts';
import { rootKeys } from './root-key.ts';

const stepSchema = lifecycleSchema.shape.validate.unwrap();
type StepInput = z.input<typeof stepSchema>;

/** The requests when an instance is made and when it is deleted; without the resources that are used elsewhere. */
export function readLifecycle(
  { resources }: ElementDocument,
  context: ElementContext,
  used: ReadonlySet<ElementResource> = new Set(),
): Lifecycle {
  const lifecycle: Lifecycle = { connect: [], remove: [] };
  for (const [index, resource] of resources.entries()) {
    if (!isLifecycle(resource) || isOfWebhooks(resource) || used.has(resource)) continue;
    const at = `resources[${index}]`;
    const reason = whyNot(resource, lifecycle);
    if (reason !== undefined) {
      context.remark(at, 'notRun', reason);
      continue;
    }
    const step = readStep(resource, at, context);
    if (step) addStep(lifecycle, word(resource.type), step);
  }
  return lifecycle;
}

function addStep(lifecycle: Lifecycle, type: string, step: LifecycleStep): void {
  if (type === 'onprovision') lifecycle.connect.push(step);
  else if (type === 'ondelete') lifecycle.remove.push(step);
  else lifecycle.validate = step;
}

/** See read-registrations.ts. */
const isOfWebhooks = ({ type }: ElementResource): boolean =>
  ['onprovisionwebhook', 'ondeletewebhook', 'onrefresh'].includes(word(type));

/** Why a resource that goes on to another one is not requested; undefined: it does not. */
export const chainReason = ({ nextResource }: ElementResource): string | undefined =>
  (nextResource ?? '').trim() === ''
    ? undefined
    : `its answer goes on to ${nextResource}, and requests are not chained here`;

function whyNot(resource: ElementResource, { validate }: Lifecycle): string | undefined {
  const chained = chainReason(resource);
  if (chained !== undefined) return chained;
  const { type } = resource;
  switch (word(type)) {
    case 'onprovision':
    case 'ondelete':
      return undefined;
    case 'provisionauthvalidation':
      return validate ? 'one request validates the credentials; there is one already' : undefined;
    default:
      return `it replaces a part of the OAuth flow (${type}); the usual requests are sent`;
  }
}

/** The request of such a resource. Undefined, with a remark, where it cannot be sent. */
export function readStep(resource: ElementResource, at: string, context: ElementContext): LifecycleStep | undefined {
  const { remark } = context;
  const request = readRequest({ resource, at, path: '' }, context);
  const [obstacle] = request.obstacles;
  if (obstacle !== undefined) return remark(at, 'notRun', obstacle);
  const parsed = stepSchema.safeParse(
    stepInput(resource, request, readHooks(resource.hooks ?? [], `${at}.hooks`, remark)),
  );
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${issuePath(path)}: ${message}`);
  return remark(at, 'notRun', `it cannot be expressed here: ${issues.join('; ')}`);
}

function stepInput(resource: ElementResource, request: ReadRequest, hooks: StepInput['hooks']): StepInput {
  const { response } = rootKeys(resource.rootKey);
  const capture = Object.fromEntries(
    Object.entries(request.captures).map(([entry, path]) => [
      entry,
      [response, path].filter((part) => part !== '').join('.'),
    ]),
  );
  return {
    request: {
      method: request.method as LifecycleStep['request']['method'],
      path: withEntries(request),
      query: request.query,
      headers: request.headers,
      format: request.isForm || isForm(request.headers) ? 'form' : 'json',
      ...bodyMember(resource, request.body),
    },
    capture,
    hooks,
  };
}

const isForm = (headers: Record<string, string>): boolean =>
  Object.entries(headers).some(([name, value]) => word(name) === 'content-type' && value.includes('urlencoded'));

/** There is no path of the hub: every name in braces is an entry of the configuration. */
const withEntries = ({ path, configured }: ReadRequest): string =>
  path.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const entry = Object.hasOwn(configured, name) ? configured[name] : undefined;
    return entry === undefined ? whole : `{${entry}}`;
  });
