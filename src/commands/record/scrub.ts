import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';

/** Takes secrets and personal data out of recorded exchanges: the same value becomes the same replacement everywhere. */
export interface Scrubber {
  /** Remembers what is secret and personal in a value; all values are learned before the first is cleaned. */
  learn(value: JsonValue): void;
  clean(value: JsonValue): JsonValue;
  cleanText(text: string): string;
  /** What was replaced, for people: never the values themselves. */
  replaced(): Replaced[];
}

export interface Replaced {
  kind: ReplacedKind;
  replacement: string;
}

export type ReplacedKind = 'secret' | 'e-mail address' | 'name' | 'phone number' | 'postal address' | 'IP address';

export interface ScrubberOptions {
  /** Values that may occur nowhere, e.g. the credentials of the instance. */
  secrets: readonly string[];
  /** Text → what stands for it, e.g. the address of the account. */
  replacements: Readonly<Record<string, string>>;
  /** Fields that keep their values: ids, dates, and what pages and filters go by. */
  keptFields: readonly string[];
}

const secretKey = /token|secret|passw|api[_-]?key|authorization|signature|session|credential|cookie/i;

const personalKeys: readonly [RegExp, ReplacedKind][] = [
  [/e-?mail/i, 'e-mail address'],
  [/(?:first|last|given|family|middle|full|display|nick|user|maiden|sur|contact)[ _-]?name$|^name$/i, 'name'],
  [/phone|mobile|fax\b/i, 'phone number'],
  [/street|address(?:[ _-]?line)?\d?$|^zip|post(?:al)?[ _-]?code/i, 'postal address'],
];

const address = /[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g;
const ip = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g;

const replacementOf: Record<ReplacedKind, (number: number) => string> = {
  secret: (number) => `secret-${number}`,
  'e-mail address': (number) => `person${number}@example.com`,
  name: (number) => `Name ${number}`,
  'phone number': (number) => `+1 555 0${String(100 + number)}`,
  'postal address': (number) => `Address ${number}`,
  'IP address': (number) => `192.0.2.${number % 256}`,
};

/** Shorter values are replaced where they are a whole value, but not within other texts: too much is spelled like them. */
const shortestWithin = 4;

export function createScrubber({ secrets, replacements, keptFields }: ScrubberOptions): Scrubber {
  const known = new Map<string, string>();
  const told: Replaced[] = [];
  const counts = new Map<ReplacedKind, number>();
  const kept = new Set(keptFields);

  const replace = (value: string, kind: ReplacedKind) => {
    if (known.has(value) || value.trim() === '') return;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const replacement = replacementOf[kind](number);
    known.set(value, replacement);
    told.push({ kind, replacement });
  };

  function learnText(key: string, text: string): void {
    for (const [found] of text.matchAll(address)) replace(found, 'e-mail address');
    for (const [found] of text.matchAll(ip)) replace(found, 'IP address');
    const kind = kindOf(key);
    const isWhole = kind !== undefined && kind !== 'e-mail address' && text.search(address) < 0;
    if (isWhole && !isReplacement(text)) replace(text, kind);
  }

  const isReplacement = (text: string) => [...known.values()].includes(text);

  function learn(value: JsonValue, key = ''): void {
    if (kept.has(key)) return;
    if (typeof value === 'string') learnText(key, value);
    else if (Array.isArray(value)) for (const item of value) learn(item, key);
    else if (isRecord(value)) for (const [name, item] of Object.entries(value)) learn(item, name);
  }

  /** The longest first, so that no part of one is left where another begins like it. */
  const inOrder = () => [...known].toSorted(([one], [other]) => other.length - one.length);

  function cleanText(text: string): string {
    const whole = known.get(text);
    if (whole !== undefined) return whole;
    return inOrder().reduce(
      (result, [value, replacement]) =>
        value.length < shortestWithin ? result : replaceWithin(result, value, replacement),
      text,
    );
  }

  function clean(value: JsonValue, key = ''): JsonValue {
    if (typeof value === 'string') return kept.has(key) ? cleanSecrets(value) : cleanText(value);
    if (Array.isArray(value)) return value.map((item) => clean(item, key));
    if (!isRecord(value)) return value;
    const cleaned: JsonRecord = {};
    for (const [name, item] of Object.entries(value)) cleaned[name] = clean(item, name);
    return cleaned;
  }

  const cleanSecrets = (text: string): string =>
    secrets.reduce((result, secret) => replaceWithin(result, secret, known.get(secret) ?? ''), text);

  for (const secret of secrets) replace(secret, 'secret');
  for (const [value, replacement] of Object.entries(replacements)) known.set(value, replacement);
  return { learn: (value) => learn(value), clean: (value) => clean(value), cleanText, replaced: () => [...told] };
}

const kindOf = (key: string): ReplacedKind | undefined =>
  secretKey.test(key) ? 'secret' : personalKeys.find(([pattern]) => pattern.test(key))?.[1];

/** In every spelling that URLs have for it. */
function replaceWithin(text: string, value: string, replacement: string): string {
  if (value === '') return text;
  const encoded = encodeURIComponent(value);
  const plain = text.replaceAll(value, replacement);
  return encoded === value ? plain : plain.replaceAll(encoded, encodeURIComponent(replacement));
}
