import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { Fault } from '../../model/fault.ts';

/** Where a list of parts stands in an element document. */
export interface PartPlace {
  /** E.g. `hooks`. */
  list: string;
  /** The part that has the list, e.g. resource 12; absent: the element itself. */
  of?: { list: string; id: string };
}

/** The parts that the API names by an id, and those within them. */
const lists: Readonly<Record<string, readonly string[]>> = {
  hooks: [],
  parameters: [],
  resources: ['hooks', 'parameters'],
  objects: ['fields'],
};

/** The parts of a list; none where the document has no such list. Throws `connector.part_not_found`. */
export const partsAt = (element: JsonRecord, { list, of }: PartPlace): JsonRecord[] =>
  partsOf(of === undefined ? element : partAt(element, { list: of.list }, of.id), list);

/** Throws `connector.part_not_found`. */
export function partAt(element: JsonRecord, place: PartPlace, id: string): JsonRecord {
  const part = partsAt(element, place).find((one) => isNamed(one, id));
  if (part) return part;
  const owner = place.of === undefined ? 'the connector' : `${place.of.list}/${place.of.id}`;
  throw new Fault('connector.part_not_found', `There is no ${JSON.stringify(id)} among the ${place.list} of ${owner}.`);
}

/** Where a part stands in the document, e.g. `resources[3].hooks[0]`. Throws `connector.part_not_found`. */
export function pathOfPart(element: JsonRecord, place: PartPlace, id: string): string {
  const { list, of } = place;
  const index = partsAt(element, place).indexOf(partAt(element, place, id));
  const own = `${list}[${index}]`;
  return of === undefined ? own : `${pathOfPart(element, { list: of.list }, of.id)}.${own}`;
}

/** Adds a part with an id of its own; answers it too. */
export function withPart(
  element: JsonRecord,
  place: PartPlace,
  part: JsonRecord,
): { element: JsonRecord; part: JsonRecord } {
  const counter = partCounter(element);
  const added = numbered({ ...part, id: counter() }, place.list, counter);
  return { element: withParts(element, place, (parts) => [...parts, added]), part: added };
}

/** Puts a part in the place of another, whose id it keeps. Throws `connector.part_not_found`. */
export function withReplacedPart(
  element: JsonRecord,
  place: PartPlace,
  { id, part }: { id: string; part: JsonRecord },
): { element: JsonRecord; part: JsonRecord } {
  const before = partAt(element, place, id);
  const after = numbered({ ...part, id: before['id'] as JsonValue }, place.list, partCounter(element));
  const replaced = withParts(element, place, (parts) => parts.map((one) => (one === before ? after : one)));
  return { element: replaced, part: after };
}

/** Throws `connector.part_not_found`. */
export function withoutPart(element: JsonRecord, place: PartPlace, id: string): JsonRecord {
  const removed = partAt(element, place, id);
  return withParts(element, place, (parts) => parts.filter((one) => one !== removed));
}

/** Gives an id to every part that has none; those that have one keep it. */
export function withPartIds(element: JsonRecord): JsonRecord {
  const counter = partCounter(element);
  return Object.keys(lists).reduce((result, list) => withNumberedList(result, list, counter), element);
}

function withNumberedList(owner: JsonRecord, list: string, counter: () => number): JsonRecord {
  const parts = owner[list];
  if (!Array.isArray(parts)) return owner;
  const numberedParts = parts.map((part) => (isRecord(part) ? numbered(part, list, counter) : part));
  return { ...owner, [list]: numberedParts };
}

function numbered(part: JsonRecord, list: string, counter: () => number): JsonRecord {
  const own = hasId(part) ? part : { id: counter(), ...part };
  return (lists[list] ?? []).reduce((result, inner) => withNumberedList(result, inner, counter), own);
}

/** Ids that no part of the document has. */
function partCounter(element: JsonRecord): () => number {
  const ids = Object.entries(lists).flatMap(([list, inner]) => {
    const parts = partsOf(element, list);
    return [...parts, ...parts.flatMap((part) => inner.flatMap((name) => partsOf(part, name)))].map(({ id }) => id);
  });
  let last = ids.reduce<number>(
    (most, id) => (Number.isSafeInteger(Number(id)) ? Math.max(most, Number(id)) : most),
    0,
  );
  return () => ++last;
}

function withParts(element: JsonRecord, place: PartPlace, change: (parts: JsonRecord[]) => JsonRecord[]): JsonRecord {
  const { list, of } = place;
  if (of === undefined) return { ...element, [list]: change(partsOf(element, list)) };
  const owner = partAt(element, { list: of.list }, of.id);
  const changed = withParts(owner, { list }, change);
  return { ...element, [of.list]: partsOf(element, of.list).map((one) => (one === owner ? changed : one)) };
}

const partsOf = (owner: JsonRecord, list: string): JsonRecord[] => {
  const parts = owner[list];
  return Array.isArray(parts) ? parts.filter(isRecord) : [];
};

const hasId = ({ id }: JsonRecord) => typeof id === 'number' || (typeof id === 'string' && id !== '');
const isNamed = ({ id }: JsonRecord, named: string) => id !== undefined && id !== null && scalar(id) === named;
const scalar = (id: JsonValue) => (typeof id === 'object' ? undefined : String(id));
