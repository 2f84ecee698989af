import type { z } from 'zod';
import type { connectorHooksSchema, hooksSchema } from '../../model/connector-hooks.ts';
import { isTrue, word, type ElementHook } from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import { javaInCode } from '../../model/java-in-code.ts';
import { syntaxErrorOf } from './hook-syntax.ts';
import { unknownOperators } from './unknown-operators.ts';

type HooksInput = z.input<typeof hooksSchema>;
type ConnectorHooksInput = z.input<typeof connectorHooksSchema>;

const requestKinds = { prerequest: 'preRequest', postrequest: 'postRequest' } as const;
const elementKinds = { ...requestKinds, event: 'event' } as const;

/** The code around requests. `at` is the place of the list. */
export const readHooks = (hooks: readonly ElementHook[], at: string, remark: Remark): HooksInput =>
  readKinds(requestKinds, { hooks, at }, remark);

/**
 * The code of the element as a whole: around every request, and for every webhook. An event hook that reads `objectType`
 * asks what a poll has found, and so is shown that as well.
 */
export function readElementHooks(hooks: readonly ElementHook[], at: string, remark: Remark): ConnectorHooksInput {
  const read = readKinds(elementKinds, { hooks, at }, remark);
  return { ...read, ...(read.event && { eventOnPolled: /\bobjectType\b/.test(read.event.body ?? '') }) };
}

type Kinds = Readonly<Record<string, keyof typeof hookFails>>;

function readKinds<K extends Kinds>(
  kinds: K,
  { hooks, at }: { hooks: readonly ElementHook[]; at: string },
  remark: Remark,
): { [Kind in K[keyof K]]?: { body: string; legacy: boolean } } {
  const read: { [Kind in K[keyof K]]?: { body: string; legacy: boolean } } = {};
  for (const [index, hook] of hooks.entries()) {
    const place = `${at}[${index}]`;
    const kind = Object.hasOwn(kinds, word(hook.type)) ? (kinds[word(hook.type)] as K[keyof K]) : undefined;
    const reason = whyNotRun(hook, { isOfPlace: kind !== undefined, isSecond: kind !== undefined && kind in read });
    if (reason === undefined && kind) {
      read[kind] = { body: hook.body ?? '', legacy: isTrue(hook.isLegacy) };
      remarkOnCode(hook.body ?? '', { kind, place }, remark);
    } else {
      remark(place, (hook.body ?? '').trim() === '' ? 'ignored' : 'notRun', reason ?? `it is no hook of a request`);
    }
  }
  return read;
}

/** What comes of code that is no JavaScript. It stays in its place: a request without it would be another one than is meant. */
const hookFails = {
  preRequest: 'every request that it stands around fails',
  postRequest: 'every request that it stands around fails',
  event: 'every webhook fails, and what polls find is told as it is',
};

function remarkOnCode(
  code: string,
  { kind, place }: { kind: keyof typeof hookFails; place: string },
  remark: Remark,
): void {
  const fault = syntaxErrorOf(code);
  if (fault !== undefined) remark(place, 'notRun', `${hookFails[kind]}: ${fault}`);
  const java = javaInCode(code);
  if (java !== undefined) remark(place, 'notRun', `it fails where it uses ${java}: there is no Java here`);
  const doubt = kind === 'event' ? undefined : unknownOperators(code);
  if (doubt !== undefined) remark(place, 'changed', doubt);
}

function whyNotRun(
  { type, body, mimeType }: ElementHook,
  { isOfPlace, isSecond }: { isOfPlace: boolean; isSecond: boolean },
): string | undefined {
  if ((body ?? '').trim() === '') return 'it has no code';
  if (!isOfPlace && word(type) === 'event')
    return 'it makes events of webhooks, which belongs to the hooks of the element';
  if (!isOfPlace) return `hooks of type ${type} are not known here`;
  if (!/^$|javascript|ecmascript/.test(word(mimeType))) return `code of type ${mimeType} is not run`;
  return isSecond ? 'only one hook of a kind is run at one place' : undefined;
}
