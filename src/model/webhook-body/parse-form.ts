import type { JsonRecord, JsonValue } from '../../lib/json.ts';

const mostFields = 10_000;
const mostLevels = 20;

export class FormLimitError extends Error {
  override readonly name = 'FormLimitError';
}

interface Branch {
  members: Map<string, Branch | string>;
  /** What `[]` stands for: one more than the greatest number there is. */
  next: number;
}

/**
 * Reads a URL-encoded form with the brackets of PHP: `contact[fields][3]=x` stands within each other, `a[]=1` is appended.
 * Members that are numbered from 0 without a gap become a list. Of a name that is there more than once, the last counts; a
 * name with broken brackets is kept as it is. Throws FormLimitError beyond 10,000 fields or 20 levels.
 */
export function parseForm(text: string): JsonRecord {
  const fields = text.split('&', mostFields + 1).filter((field) => field !== '');
  if (fields.length > mostFields) throw new FormLimitError(`the form has more than ${mostFields} fields`);
  const root = emptyBranch();
  for (const field of fields) {
    const equals = field.indexOf('=');
    const name = decodeComponent(equals === -1 ? field : field.slice(0, equals));
    put(root, stepsOf(name), equals === -1 ? '' : decodeComponent(field.slice(equals + 1)));
  }
  return toRecord(root);
}

/** A text as browsers write it in forms. Bytes that are no UTF-8 are taken for the letters of Windows-1252. */
function decodeComponent(written: string): string {
  const spaced = written.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced.replaceAll(/(?:%[\da-f]{2})+/gi, decodeEscapes);
  }
}

function decodeEscapes(escapes: string): string {
  const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function stepsOf(name: string): string[] {
  const [, first, brackets] = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
  if (first === undefined || brackets === undefined) return [name];
  const steps = [first, ...brackets.slice(1, -1).split('][')];
  if (steps.length > mostLevels) throw new FormLimitError(`the form has more than ${mostLevels} levels of brackets`);
  return steps;
}

const emptyBranch = (): Branch => ({ members: new Map(), next: 0 });

function put(root: Branch, [first = '', ...inner]: readonly string[], value: string): void {
  let branch = root;
  let key = first;
  for (const step of inner) {
    const found = branch.members.get(key);
    const next = found === undefined || typeof found === 'string' ? emptyBranch() : found;
    setMember(branch, key, next);
    branch = next;
    key = step === '' ? String(branch.next) : step;
  }
  setMember(branch, key, value);
}

function setMember(branch: Branch, key: string, value: Branch | string): void {
  branch.members.set(key, value);
  if (/^(0|[1-9]\d{0,14})$/.test(key)) branch.next = Math.max(branch.next, Number(key) + 1);
}

function toValue(branch: Branch | string): JsonValue {
  if (typeof branch === 'string') return branch;
  const { members } = branch;
  const numbered = Array.from({ length: members.size }, (_, index) => members.get(String(index)));
  const whole = numbered.filter((value) => value !== undefined);
  return whole.length === members.size ? whole.map(toValue) : toRecord(branch);
}

/** Defined one by one, so that `__proto__` is a member like any other. */
function toRecord({ members }: Branch): JsonRecord {
  const record: JsonRecord = {};
  for (const [key, value] of members)
    Object.defineProperty(record, key, { value: toValue(value), enumerable: true, writable: true, configurable: true });
  return record;
}
