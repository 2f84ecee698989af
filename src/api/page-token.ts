import { Fault } from '../model/fault.ts';

/** A page token of a list of ours: base64 of JSON, as the contract has it. */
export const printListToken = (afterId: number): string => Buffer.from(JSON.stringify({ afterId })).toString('base64');

/** Throws `query.invalid` for anything that printListToken has not made. */
export function parseListToken(token: string): number {
  const match = /^\{"afterId":(\d{1,15})\}$/.exec(Buffer.from(token, 'base64').toString('utf8'));
  if (match) return Number(match[1]);
  const message = `nextPage: found ${JSON.stringify(token.slice(0, 40))}; allowed: the Elements-Next-Page-Token of the page before.`;
  throw new Fault('query.invalid', message);
}
