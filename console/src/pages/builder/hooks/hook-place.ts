export const hookKinds = ['event', 'preRequest', 'postRequest'] as const;
export type HookKind = (typeof hookKinds)[number];

/** Where a hook stands in an element document: `event` only in the connector as a whole. */
export interface HookPlace {
  kind: HookKind;
  /** The id of the resource; absent: the connector as a whole. */
  resourceId?: string | undefined;
}

/** A hook as the document has it, with all its members, so that saving it loses none. */
export interface HookPart {
  id: number | string;
  type?: unknown;
  body?: unknown;
  isLegacy?: unknown;
  [member: string]: unknown;
}

/** A resource, as far as hooks have to do with it. */
export interface HookResource {
  id: string;
  /** E.g. `GET /hubs/crm/contacts`. */
  label: string;
  /** The name under which polls and trials know it. */
  name: string;
  hooks: HookPart[];
}

export const kindLabels: Record<HookKind, string> = {
  event: 'Event',
  preRequest: 'Before a request',
  postRequest: 'After a request',
};

const word = (value: unknown): string => (typeof value === 'string' ? value.trim().toLowerCase() : '');
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const parts = (value: unknown): HookPart[] => (Array.isArray(value) ? (value as HookPart[]) : []);

/** The hook of a kind among hooks; of several the first is the one that runs. */
export const hookOfKind = (hooks: readonly unknown[], kind: HookKind): HookPart | undefined =>
  parts([...hooks]).find(({ type, body }) => word(type) === kind.toLowerCase() && word(body) !== '');

/** The resources of a document that hooks can stand around. */
export function resourcesOf(resources: readonly unknown[]): HookResource[] {
  return resources.map(record).flatMap(({ id, method, path, hooks, tidings }) => {
    if (typeof path !== 'string') return [];
    const given = record(tidings)['name'];
    const name = typeof given === 'string' ? given : nameOf(path);
    return [
      { id: String(id), label: `${typeof method === 'string' ? method : 'GET'} ${path}`, name, hooks: parts(hooks) },
    ];
  });
}

/** `/hubs/crm/lists/{id}/contacts` → `lists-contacts`, as the server names resources that have no name. */
function nameOf(path: string): string {
  const fixed = path
    .replace(/^\/hubs\/[^/]+/, '')
    .split('/')
    .filter((segment) => segment !== '' && !segment.startsWith('{'));
  return fixed.join('-').replaceAll(/[^\w.-]/g, '');
}

/** The hooks that there are, each with its place. */
export function placesOf(hooks: readonly unknown[], resources: readonly HookResource[]): HookPlace[] {
  const own = hookKinds.filter((kind) => hookOfKind(hooks, kind)).map((kind): HookPlace => ({ kind }));
  const ofResources = resources.flatMap(({ id, hooks: around }) =>
    requestKinds.filter((kind) => hookOfKind(around, kind)).map((kind): HookPlace => ({ kind, resourceId: id })),
  );
  return [...own, ...ofResources];
}

export const requestKinds = ['preRequest', 'postRequest'] as const satisfies readonly HookKind[];

/** What is sent to keep a hook. Members that are not edited here stay as they are. */
export const hookDocument = (
  before: HookPart | undefined,
  { kind, body, legacy }: { kind: HookKind; body: string; legacy: boolean },
): Record<string, unknown> => {
  const { id: _own, ...rest } = before ?? { id: 0, mimeType: 'application/javascript' };
  return { ...rest, type: before?.type ?? kind, body, isLegacy: legacy };
};

export const isLegacyHook = (hook: HookPart | undefined): boolean =>
  hook?.isLegacy === true || word(hook?.isLegacy) === 'true';
