import type { ConnectorResource } from '../../model/connector.ts';
import { word, type ElementDocument, type ElementResource } from '../../model/element/element-document.ts';
import { hubPath, namesIn, parentOf, pathShape } from './hub-path.ts';
import type { ElementPaging } from './element-paging.ts';
import { nativeResource, oneOf } from './native-resource.ts';
import { withOne } from './read-one.ts';
import { readList, type ListContext, type PolledAs } from './read-resource.ts';
import type { ElementContext, RequestSource } from './read-request.ts';
import { resourceName } from './resource-name.ts';

export interface ResourcesContext extends ElementContext {
  paging: ElementPaging;
  /** By the shape of the path. */
  polled: ReadonlyMap<string, PolledAs>;
}

type Resources = Record<string, ConnectorResource>;

/** The resources that read, by name. All others are remarked on. */
export function readResources(document: ElementDocument, context: ResourcesContext): Resources {
  const reading = runnable(document, context);
  const shapes = new Set(reading.map(({ path }) => pathShape(path)));
  const lists = reading.filter((source) => !isOne(source, shapes));
  const ones = reading.filter((source) => isOne(source, shapes));
  const resources: Resources = {};
  const nameByShape = new Map<string, string>();
  // Shorter paths first: the records of a list give the values for the paths below it.
  for (const source of lists.toSorted((a, b) => depth(a) - depth(b))) {
    addList(resources, nameByShape, source, context);
  }
  for (const source of ones) addOne(resources, nameByShape, source, context);
  return inOrderOf(lists, resources, nameByShape);
}

const depth = ({ path }: RequestSource): number => path.split('/').length;

function runnable({ resources, protocolType }: ElementDocument, { remark }: ResourcesContext): RequestSource[] {
  const protocol = word(protocolType);
  return resources.flatMap((resource, index) => {
    const at = `resources[${index}]`;
    if (isLifecycle(resource)) return [];
    const reason = whyNot(resource, protocol);
    const path = hubPath(resource.path);
    if (reason === undefined && path !== undefined) return [{ resource, at, path }];
    remark(at, 'notRun', reason ?? `${resource.path} cannot be a path of the hub`);
    return [];
  });
}

const readingTypes = ['', 'api', 'apinodocumentation'];

export const isLifecycle = ({ type }: ElementResource): boolean => /^(?:on|oauth|provision)/.test(word(type));

function whyNot({ type, method }: ElementResource, protocol: string): string | undefined {
  if (!readingTypes.includes(word(type))) return `resources of the type ${type} are not known here`;
  if (!['GET', 'GETBYID'].includes(method.trim().toUpperCase()))
    return `${method.toUpperCase()}: writing to the provider is not what this server does`;
  if (!['', 'http', 'https', 'rest', 'odata'].includes(protocol))
    return `${protocol} is not spoken here, only HTTP with JSON`;
  return undefined;
}

/** `/contacts/{id}` beside `/contacts` reads one of its records. */
function isOne({ path, resource }: RequestSource, shapes: ReadonlySet<string>): boolean {
  if (resource.tidings !== undefined) return oneOf(resource) !== undefined;
  const parent = parentOf(path);
  if (!parent) return false;
  return resource.method.trim().toUpperCase() === 'GETBYID' || shapes.has(pathShape(parent.parent));
}

function addList(
  resources: Resources,
  nameByShape: Map<string, string>,
  source: RequestSource,
  context: ResourcesContext,
): void {
  const shape = pathShape(source.path);
  const other = nameByShape.get(shape);
  if (other !== undefined) {
    context.remark(source.at, 'notRun', `${source.path} is also the path of another resource that reads`);
    return;
  }
  const native = nativeResource(source, context);
  if (native === 'invalid') return;
  const parents = parentsOf(source.path, resources, nameByShape);
  const listContext: ListContext = { ...context, polledAs: context.polled.get(shape), parents };
  const resource = native?.resource ?? readList(source, listContext);
  if (!resource) return;
  const wished = native?.name;
  const name = wished === undefined || wished in resources ? resourceName(source.path, resources) : wished;
  resources[name] = resource;
  nameByShape.set(shape, name);
}

/** The list whose path is the beginning of this one gives the values for the parameter behind it. */
function parentsOf(
  path: string,
  resources: Readonly<Resources>,
  nameByShape: ReadonlyMap<string, string>,
): ListContext['parents'] {
  const segments = path.split('/');
  const found = segments.flatMap((segment, index) => {
    const [name] = namesIn(segment);
    const from = nameByShape.get(pathShape(segments.slice(0, index).join('/')));
    if (name === undefined || segment !== `{${name}}` || from === undefined) return [];
    return [[name, { from, field: resources[from]?.idField ?? 'id' }] as const];
  });
  return Object.fromEntries(found);
}

function addOne(
  resources: Resources,
  nameByShape: ReadonlyMap<string, string>,
  source: RequestSource,
  context: ResourcesContext,
): void {
  const parent = parentOf(source.path);
  const name = oneOf(source.resource) ?? (parent && nameByShape.get(pathShape(parent.parent)));
  const list = name === undefined ? undefined : resources[name];
  if (name === undefined || list === undefined || !parent) {
    context.remark(source.at, 'notRun', 'there is no list that can be run of which it would read a record');
    return;
  }
  if (list.one) {
    context.remark(source.at, 'notRun', `${source.path} is also the path of another resource that reads`);
    return;
  }
  const native = nativeResource(source, context);
  if (native === 'invalid') return;
  const complete = native?.one ? { ...list, one: native.one } : withOne(list, source, parent.parameter, context);
  if (complete) resources[name] = complete;
}

/** As they stand in the document. */
function inOrderOf(
  lists: readonly RequestSource[],
  resources: Readonly<Resources>,
  nameByShape: ReadonlyMap<string, string>,
): Resources {
  const names = new Set(
    lists.flatMap(({ path }) => {
      const name = nameByShape.get(pathShape(path));
      return name === undefined ? [] : [name];
    }),
  );
  return Object.fromEntries([...names].map((name) => [name, resources[name] as ConnectorResource]));
}
