import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Library {
  name: string;
  source: string;
}

/** Whether `code` seems to use the libraries: a world that has them takes more memory. */
export const usesLibraries = (code: string): boolean => mentionsLodash.test(code) || mentionsMoment.test(code);

const mentionsLodash = /(?<![\w$.])_(?![\w$])|\blodash\b/;
const mentionsMoment = /\bmoment\b/;

/** lodash and moment, to be evaluated before the code. */
export function readLibraries(): Library[] {
  const require = createRequire(import.meta.url);
  return [
    { name: 'lodash', source: readFileSync(require.resolve('lodash/lodash.min.js'), 'utf8') },
    { name: 'moment', source: readFileSync(require.resolve('moment/min/moment.min.js'), 'utf8') },
  ];
}
