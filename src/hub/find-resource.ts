import type { Connector, ConnectorResource } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';
import { decode } from './hub-query.ts';

export interface FoundResource {
  name: string;
  resource: ConnectorResource;
  /** Values of path parameters that the path itself gave. */
  parameters: Record<string, string>;
}

/**
 * The resource of a hub path. The hub's name does not matter and may be absent; literal ids in the path fill parameters;
 * a `{name}` in it leaves the parameter to be filled. Throws `resource.not_found`.
 */
export function findResource(connector: Connector, path: string): FoundResource {
  const found = resourceAt(connector, path);
  if (found) return found;
  const known = Object.values(connector.resources).map((resource) => `/hubs/${connector.hub}${resource.path}`);
  throw new Fault('resource.not_found', `${connector.name} has no resource ${path}; it has ${known.join(', ')}`);
}

/** The same; undefined where there is none. */
export function resourceAt(connector: Connector, path: string): FoundResource | undefined {
  const segments = hubSegments(path);
  const found = Object.entries(connector.resources).flatMap(([name, resource]) => {
    const parameters = matchSegments(resource.path.slice(1).split('/'), segments);
    return parameters ? [{ name, resource, parameters }] : [];
  });
  const [best] = found.toSorted((a, b) => placeholderCount(a) - placeholderCount(b));
  return best;
}

function hubSegments(path: string): string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  return (segments[0] === 'hubs' ? segments.slice(2) : segments).map(decode);
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] as string;
    if (!isPlaceholder(expected)) {
      if (segment !== expected) return undefined;
    } else if (!isPlaceholder(segment)) {
      parameters[expected.slice(1, -1)] = segment;
    }
  }
  return parameters;
}

const isPlaceholder = (segment: string) => segment.startsWith('{') && segment.endsWith('}');
const placeholderCount = ({ resource }: FoundResource) => resource.path.split('{').length;

/** The path of a list, and the id behind it, decoded; undefined where the path has nothing behind it. */
export function splitRecordPath(path: string): { listPath: string; id: string } | undefined {
  const match = /^(?<listPath>.*[^/])\/+(?<id>[^/]+)\/*$/.exec(path);
  const { listPath, id } = match?.groups ?? {};
  return listPath === undefined || id === undefined ? undefined : { listPath, id: decode(id) };
}
