import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Library {
  name: string;
  source: string;
}

/** The libraries that `code` seems to use, to be evaluated before it: they take longer than most hooks. */
export function librariesOf(code: string): Library[] {
  const require = createRequire(import.meta.url);
  const wanted: Library[] = [];
  if (mentionsLodash.test(code)) wanted.push(read('lodash', require.resolve('lodash/lodash.min.js')));
  if (mentionsMoment.test(code)) wanted.push(read('moment', require.resolve('moment/min/moment.min.js')));
  return wanted;
}

const mentionsLodash = /(?<![\w$.])_(?![\w$])|\blodash\b/;
const mentionsMoment = /\bmoment\b/;

const sources = new Map<string, string>();

function read(name: string, path: string): Library {
  const source = sources.get(path) ?? readFileSync(path, 'utf8');
  sources.set(path, source);
  return { name, source };
}
