import type { Lifecycle } from '../../model/connector-lifecycle.ts';
import { connectorHooksSchema, type ConnectorHooks } from '../../model/connector-hooks.ts';
import { webhooksSchema, type Webhooks } from '../../model/connector-webhooks.ts';
import { connectorSchema, type Connector } from '../../model/connector.ts';
import {
  invalidElement,
  isTrue,
  memberOf,
  readElementDocument,
  type ElementDocument,
} from '../../model/element/element-document.ts';
import { elementKey } from '../../model/element/element-key.ts';
import type { ImportRemark, Remark } from '../../model/element/import-remark.ts';
import { issuePath } from '../../model/findings/issue-path.ts';
import { elementPaging } from './element-paging.ts';
import { nativeConnector } from './native-connector.ts';
import { nativeEntries } from './native-entries.ts';
import { readAuthentication, type ReadAuthentication } from './read-authentication.ts';
import { readBaseUrl } from './read-base-url.ts';
import { readEntries } from './read-entries.ts';
import { readEvents, runnablePolls } from './read-events.ts';
import { readElementHooks } from './read-hooks.ts';
import { readLifecycle } from './read-lifecycle.ts';
import { readRegistrations } from './read-registrations.ts';
import { readRoute } from './read-route.ts';
import { readResources } from './read-resources.ts';
import type { ElementContext } from './read-request.ts';
import { remarkOnUnheeded } from './unheeded-parts.ts';
import { requestParts, type PlacedParameter } from './request-parts.ts';

export interface ReadElement {
  connector: Connector;
  /** What of the document is not done as it says, by their place. */
  remarks: ImportRemark[];
}

/**
 * The connector that an element document describes. Where the document says something in our own form (`tidings`), that
 * counts; all else is translated, and nothing is assumed that it does not say. Throws `connector.invalid` for what is no
 * element. The numeric id is the document's, or 1: that of a built connector is the store's.
 */
export function readElement(value: unknown): ReadElement {
  const document = readElementDocument(value);
  const remarks: ImportRemark[] = [];
  const remark: Remark = (path, outcome, reason): undefined => {
    remarks.push({ path, outcome, reason });
  };
  const key = elementKey(document);
  const native = nativeConnector(document);
  const baseUrl = native?.baseUrl ?? readBaseUrl(document, remark);
  const parameters = document.parameters.map((parameter, index): PlacedParameter => ({
    parameter,
    at: `parameters[${index}]`,
  }));
  const { authentication, common, used }: ReadAuthentication = native
    ? { authentication: native.authentication, common: parameters }
    : readAuthentication(document, parameters, remark);
  const context: ElementContext = { common, baseUrl, remark };
  const events = readEvents(document, remark);
  const resources = readResources(document, {
    ...context,
    paging: elementPaging(document.configuration),
    polled: events.polled,
  });
  remarkOnBulk(document, remark);
  const polling = runnablePolls(events, { document, resources }, remark);
  const lifecycle = joined(native?.lifecycle, readLifecycle(document, context, used));
  const read = readElementHooks(document.hooks, 'hooks', remark);
  const hooks = connectorHooksSchema.parse({ ...read, ...native?.hooks });
  const ofElement = native?.webhooks ?? webhooksByHook(hooks);
  const webhooks = withRegistrations(ofElement, document, context);
  const polls = { polling: events.polling };
  const described = { authentication, baseUrl, events: polls, lifecycle, hooks, webhooks, resources };
  const connector = checked({
    ...native,
    ...headOf(document),
    key,
    baseUrl,
    headers: { ...native?.headers, ...headersOf(common, remark) },
    authentication,
    configuration: native
      ? nativeEntries(document.configuration, described)
      : readEntries(document.configuration, remark, { sendsWebhooks: webhooks !== undefined }),
    lifecycle,
    hooks,
    webhooks,
    resources: {},
    events: { ...native?.events, polling },
  });
  const complete = { ...connector, resources };
  if (native) remarkOnUnheeded(document, complete, remark);
  return { connector: complete, remarks: remarks.toSorted(inPlace) };
}

/** What the code of an element makes events of: it verifies them too, as far as they are. */
const webhooksByHook = ({ event }: ConnectorHooks): Webhooks | undefined =>
  event && webhooksSchema.parse({ verify: { kind: 'hook' } });

/** With what the resources of the document ask for, and how it says that instances are found. */
function withRegistrations(
  webhooks: Webhooks | undefined,
  document: ElementDocument,
  context: ElementContext,
): Webhooks | undefined {
  const registrations = readRegistrations(document, context, webhooks !== undefined);
  const route = readRoute(document, context.remark, webhooks !== undefined);
  if (!webhooks) return undefined;
  const all = { ...webhooks.registrations, ...registrations };
  return { ...webhooks, registrations: all, ...(route && !webhooks.route && { route }) };
}

/** By place: `resources[2]` before `resources[10]`. */
const inPlace = (one: ImportRemark, other: ImportRemark): number =>
  one.path.localeCompare(other.path, 'en', { numeric: true });

const joined = (own: Lifecycle | undefined, read: Lifecycle): Lifecycle => {
  const validate = read.validate ?? own?.validate;
  return {
    connect: [...(own?.connect ?? []), ...read.connect],
    ...(validate && { validate }),
    remove: [...(own?.remove ?? []), ...read.remove],
  };
};

const headOf = (document: ElementDocument) => ({
  id: idOf(document),
  name: document.name,
  hub: document.hub?.trim() || 'general',
  description: document.description?.trim() || document.name,
});

function remarkOnBulk(document: ElementDocument, remark: Remark): void {
  for (const member of ['bulkDownloadEnabled', 'bulkUploadEnabled'] as const) {
    if (isTrue(memberOf(document, member))) remark(member, 'notRun', 'there are no bulk jobs here');
  }
}

const idOf = ({ id }: ElementDocument): number => (Number.isSafeInteger(Number(id)) && Number(id) > 0 ? Number(id) : 1);

/** Headers that all requests have; the other parameters of the element are added to each request. */
function headersOf(common: readonly PlacedParameter[], remark: Remark): Record<string, string> {
  const inHeader = common.filter(({ parameter }) => parameter.vendorType?.trim().toLowerCase() === 'header');
  const { values } = requestParts(inHeader, { pathNames: new Set(), vendorNames: new Set(), remark });
  return Object.fromEntries(values.map(({ name, template }) => [name, template]));
}

function checked(connector: object): Connector {
  const parsed = connectorSchema.safeParse(connector);
  if (parsed.success) return parsed.data;
  throw invalidElement(parsed.error.issues.map(({ path, message }) => ({ path: issuePath(path), message })));
}
