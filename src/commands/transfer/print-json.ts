import { canonicalJson } from '../../lib/canonical-json.ts';
import type { JsonValue } from '../../lib/json.ts';

/** JSON for a file that people compare: its keys in order, and a line feed at its end. */
export const printJson = (value: JsonValue): string =>
  `${JSON.stringify(JSON.parse(canonicalJson(value)), undefined, 2)}\n`;
