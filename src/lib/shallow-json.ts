import { JsonSyntaxError, parseJson, type JsonValue } from './json.ts';

const mostLevels = 100;

/** JSON whose objects and arrays stand within each other more often than anybody means, which functions would break off at. */
export class JsonTooDeepError extends JsonSyntaxError {
  constructor(text: string, position: number) {
    super(`more than ${mostLevels} levels of objects and arrays within each other`, text, position);
  }
}

/** As parseJson, for texts of strangers: throws JsonTooDeepError for more than 100 levels. */
export function parseShallowJson(text: string): JsonValue {
  const position = openedBeyond(text, mostLevels);
  if (position !== undefined) throw new JsonTooDeepError(text, position);
  return parseJson(text);
}

/** Where the first object or array beyond so many levels is opened. What stands between quotes opens nothing. */
function openedBeyond(text: string, levels: number): number | undefined {
  let level = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '[' || character === '{') {
      level++;
      if (level > levels) return index;
    } else if (character === ']' || character === '}') level--;
  }
  return undefined;
}
