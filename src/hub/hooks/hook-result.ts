import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';

/**
 * A result of a hook that cannot be used. Parts of the message stand apart: `found` may be long and hold secrets, and must
 * not be cut before these are taken out.
 */
export class HookResultError extends Error {
  override readonly name = 'HookResultError';
  /** E.g. `request_vendor_method: found`. */
  readonly what: string;
  readonly found: string;
  readonly allowed: string;
  /** What cannot be used besides. */
  readonly others: readonly HookResultError[];

  constructor(what: string, found: string, allowed: string, others: readonly HookResultError[] = []) {
    super(`${what} ${found}, allowed: ${allowed}`);
    this.what = what;
    this.found = found;
    this.allowed = allowed;
    this.others = others;
  }
}

/** Reads the parts of what a hook gave to `done`. */
export interface HookResult {
  /** As `changed`, and a text. */
  text(name: string): string | undefined;
  /** Undefined where the part is absent, null, or still what the hook was given. */
  changed(name: string): JsonValue | undefined;
  /** Undefined where the part is absent. */
  value(name: string): JsonValue | undefined;
  /** Changes: a value for a name, or null to take it away. Empty where the part is absent. */
  changes(name: string): [string, JsonValue][];
  /** `continue: false` */
  stops: boolean;
}

/** `given` are the variables of the hook. Throws HookResultError for a result that is not an object. */
export function hookResult(result: JsonValue, given: JsonRecord): HookResult {
  if (result !== null && !isRecord(result)) throw notAllowed('done', result, 'an object, or nothing');
  const parts = result ?? {};
  const changed = (name: string): JsonValue | undefined => {
    const value = parts[name] ?? undefined;
    return value === given[name] ? undefined : value;
  };
  return {
    changed,
    text(name) {
      const value = changed(name);
      if (value !== undefined && typeof value !== 'string') throw notAllowed(name, value, 'a text');
      return value;
    },
    value: (name) => parts[name],
    changes(name) {
      const value = parts[name] ?? {};
      if (!isRecord(value)) throw notAllowed(name, value, 'an object');
      return Object.entries(value);
    },
    stops: parts['continue'] === false || parts['continue'] === 'false',
  };
}

export const notAllowed = (name: string, value: JsonValue, allowed: string): HookResultError =>
  new HookResultError(`${name}: found`, JSON.stringify(value), allowed);

/** A value of a header or of the query. */
export function plainText(name: string, value: JsonValue): string {
  if (typeof value === 'object') throw notAllowed(name, value, 'a text, a number or a boolean');
  return String(value);
}
