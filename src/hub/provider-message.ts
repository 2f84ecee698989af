import { isRecord, parseJson, type JsonValue } from '../lib/json.ts';

const longest = 300;

/**
 * The provider's own words in an error answer, short: the text under a customary key (`message`, `error_description` …),
 * or the body itself when it is plain text. `clean` takes out what nobody is to see, before they are cut.
 */
export function providerMessage(body: string, clean = (words: string): string => words): string | undefined {
  const text = body.trim();
  if (text === '' || text.startsWith('<')) return undefined;
  const words = wordsOf(text);
  return words === undefined || words === '' ? undefined : clean(words).slice(0, longest);
}

function wordsOf(text: string): string | undefined {
  try {
    return find(parseJson(text), 0) ?? text;
  } catch {
    return text;
  }
}

const keys = ['error_description', 'message', 'detail', 'title', 'httpMessage', 'moreInformation', 'error', 'errors'];

function find(value: JsonValue | undefined, depth: number): string | undefined {
  if (typeof value === 'string') return value;
  if (depth > 4 || typeof value !== 'object' || value === null) return undefined;
  const candidates = isRecord(value) ? [...keys.map((key) => value[key]), ...Object.values(value)] : value;
  for (const candidate of candidates) {
    const found = find(candidate, depth + 1);
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
}
