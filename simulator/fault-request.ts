import type { Fault, FaultKind } from './faults.ts';
import type { Provider } from './provider.ts';
import type { Fields } from './types.ts';

type Kind = 'number' | 'string' | 'boolean' | 'number or string' | 'change';

const common: Record<string, Kind> = { path: 'string', times: 'number', skip: 'number' };
const needed: Record<FaultKind, Record<string, Kind>> = {
  status: { status: 'number' },
  cut: { when: 'string' },
  slow: { ms: 'number' },
  hang: {},
  malformed: {},
  ignoreFilters: {},
  revokedTokenAnswers200: {},
  stalePage: {},
  pageShift: { change: 'change' },
  lateVisibility: { ms: 'number' },
  equalTimestamps: {},
  webhookDropped: {},
  webhookDoubled: {},
  webhookDelayed: { ms: 'number' },
  webhookShuffled: {},
  skew: { ms: 'number' },
};
const optional: Partial<Record<FaultKind, Record<string, Kind>>> = {
  status: { retryAfter: 'number or string', body: 'string' },
  lateVisibility: { every: 'number' },
  equalTimestamps: { granularityMs: 'number' },
  webhookDropped: { share: 'number' },
  webhookDoubled: { share: 'number', newId: 'boolean' },
  webhookDelayed: { share: 'number' },
  webhookShuffled: { share: 'number' },
};

/** Reads a fault that came as JSON. Throws an Error that names what is wrong and what is allowed. */
export function readFault(value: unknown, provider: Provider): Fault {
  const given = asObject(value, 'a fault');
  const kind = given['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(needed, kind)) {
    throw new Error(`kind is ${JSON.stringify(kind)}; allowed: ${Object.keys(needed).join(', ')}`);
  }
  const must = needed[kind as FaultKind];
  const allowed = { ...must, ...optional[kind as FaultKind], ...common };
  for (const name of Object.keys(must)) {
    if (given[name] === undefined) throw new Error(`${kind} needs ${name}`);
  }
  for (const [name, found] of Object.entries(given)) {
    if (name !== 'kind') checkValue(`${kind}: ${name}`, found, allowed[name], Object.keys(allowed));
  }
  if (kind === 'cut' && given['when'] !== 'before' && given['when'] !== 'middle') {
    throw new Error(`cut: when is ${JSON.stringify(given['when'])}; allowed: before, middle`);
  }
  if (kind !== 'pageShift') return given as Fault;
  const { change, ...rest } = given;
  return { ...rest, kind, run: changeRunner(asObject(change, 'change'), provider) };
}

/** `value` as an object; throws an Error that names `place` otherwise. */
export function asObject(value: unknown, place: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${place} must be a JSON object`);
  return value as Record<string, unknown>;
}

function checkValue(place: string, value: unknown, kind: Kind | undefined, allowed: string[]): void {
  if (kind === undefined) throw new Error(`${place} is not known; allowed: kind, ${allowed.join(', ')}`);
  if (kind !== 'change' && !kind.split(' or ').includes(typeof value)) {
    throw new Error(`${place} is ${JSON.stringify(value)}; it must be a ${kind}`);
  }
}

/** `{"op":"create","resource":…,"fields":…}`, `{"op":"update","id":…,"fields":…}` or `{"op":"delete","id":…}`. */
function changeRunner(change: Record<string, unknown>, provider: Provider): () => void {
  const { op, resource, id } = change;
  const fields: Fields = change['fields'] === undefined ? {} : asObject(change['fields'], 'change.fields');
  if (op === 'create' && typeof resource === 'string') return () => void provider.create(resource, fields);
  if (typeof id === 'string' || typeof id === 'number') {
    if (op === 'update') return () => void provider.update(id, fields);
    if (op === 'delete') return () => void provider.delete(id);
  }
  throw new Error('change must be {op: create, resource, fields}, {op: update, id, fields} or {op: delete, id}');
}
