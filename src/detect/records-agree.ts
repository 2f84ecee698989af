import { isRecord, type JsonRecord, type JsonValue } from '../lib/json.ts';

/**
 * Whether two forms of a record say the same, as far as both speak: a field that only one of them has says nothing, and
 * `1` is `"1"` and `"1.00"`, `true` is `"true"` and `1`, and a moment is the same however its date is written. `ignored` are paths of fields that do not count.
 */
export const recordsAgree = (one: JsonRecord, other: JsonRecord, ignored: ReadonlySet<string>): boolean =>
  membersAgree(one, other, { ignored, at: '' });

interface Place {
  ignored: ReadonlySet<string>;
  /** Dotted path of what is compared, with a dot at its end; empty at the top. */
  at: string;
}

function membersAgree(one: JsonRecord, other: JsonRecord, { ignored, at }: Place): boolean {
  return Object.keys(one).every((key) => {
    if (!Object.hasOwn(other, key) || ignored.has(`${at}${key}`)) return true;
    return valuesAgree(one[key] as JsonValue, other[key] as JsonValue, { ignored, at: `${at}${key}.` });
  });
}

function valuesAgree(one: JsonValue, other: JsonValue, place: Place): boolean {
  if (isRecord(one) && isRecord(other)) return membersAgree(one, other, place);
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => valuesAgree(item, other[index] ?? null, place));
  return isScalar(one) && isScalar(other) && sameValue(textOf(one), textOf(other));
}

type Scalar = string | number | boolean | null;

const isScalar = (value: JsonValue): value is Scalar => typeof value !== 'object' || value === null;

const textOf = (value: Scalar): string => (value === null ? '' : String(value));

const sameValue = (one: string, other: string): boolean =>
  one === other || (meaningOf(one) ?? one) === (meaningOf(other) ?? other);

/** Of so few digits that no two of them are the same number. */
const decimal = /^(?=[-+]?[\d.]{1,15}$)[-+]?\d+(?:\.\d+)?$/;
const isoMoment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3}0*)?)?(?:Z|[-+]\d\d:?\d\d)$/;

/** What stands for a number, a truth value or a moment; undefined for any other text. Times finer than a millisecond are texts. */
function meaningOf(text: string): number | undefined {
  if (text === 'true' || text === 'false') return Number(text === 'true');
  if (decimal.test(text)) return Number(text);
  return isoMoment.test(text) ? Date.parse(text.replace(' ', 'T').replace(/([-+]\d\d)(\d\d)$/, '$1:$2')) : undefined;
}
