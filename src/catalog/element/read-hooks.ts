import type { z } from 'zod';
import type { hooksSchema } from '../../model/connector-hooks.ts';
import { isTrue, word, type ElementHook } from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import { syntaxErrorOf } from './hook-syntax.ts';
import { unknownOperators } from './unknown-operators.ts';

type HooksInput = z.input<typeof hooksSchema>;

/** The code around requests. `at` is the place of the list. */
export function readHooks(hooks: readonly ElementHook[], at: string, remark: Remark): HooksInput {
  const read: HooksInput = {};
  for (const [index, hook] of hooks.entries()) {
    const place = `${at}[${index}]`;
    const kind = ({ prerequest: 'preRequest', postrequest: 'postRequest' } as const)[word(hook.type)];
    const reason = whyNotRun(hook, kind !== undefined && read[kind] !== undefined);
    if (reason === undefined && kind) {
      read[kind] = { body: hook.body ?? '', legacy: isTrue(hook.isLegacy) };
      remarkOnCode(hook.body ?? '', place, remark);
    } else {
      remark(place, (hook.body ?? '').trim() === '' ? 'ignored' : 'notRun', reason ?? `it is no hook of a request`);
    }
  }
  return read;
}

/** Code that is no JavaScript stays in its place: a request without it would be another one than is meant. */
function remarkOnCode(code: string, place: string, remark: Remark): void {
  const fault = syntaxErrorOf(code);
  if (fault !== undefined) remark(place, 'notRun', `every request that it stands around fails: ${fault}`);
  const doubt = unknownOperators(code);
  if (doubt !== undefined) remark(place, 'changed', doubt);
}

function whyNotRun({ type, body, mimeType }: ElementHook, isSecond: boolean): string | undefined {
  if ((body ?? '').trim() === '') return 'it has no code';
  if (word(type) === 'event') return 'it makes events of received webhooks, which are not received yet';
  if (!['prerequest', 'postrequest'].includes(word(type))) return `hooks of type ${type} are not known here`;
  if (!/^$|javascript|ecmascript/.test(word(mimeType))) return `code of type ${mimeType} is not run`;
  return isSecond ? 'only one hook of a kind is run at one place' : undefined;
}
