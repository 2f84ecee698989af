import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten';
import { missesJava } from '../model/java-in-code.ts';
import type { HookFailure } from './hook-run.ts';

/** The name under which hook code is evaluated, one line below its wrapper. */
export const hookFile = 'hook.js';

type Place = Pick<HookFailure, 'line' | 'column'>;

/** What an error of the sandbox means. Frees nothing. */
export function readError(
  context: QuickJSContext,
  error: QuickJSHandle,
  code: string,
): Pick<HookFailure, 'reason' | 'message' | 'line' | 'column'> {
  const { name, message, stack } = partsOf(context, error);
  const place = placeIn(stack, code);
  if (name === 'InternalError' && /out of memory|string too long/.test(message)) {
    return { reason: 'memory', message: 'more memory than allowed', ...place };
  }
  if (message === 'stack overflow') return { reason: 'stack', message: 'calls or data are nested too deep', ...place };
  const hint = name === 'ReferenceError' && missesJava(message) ? ' (there is no Java here)' : '';
  return { reason: 'thrown', message: name === '' ? message : `${name}: ${message}${hint}`, ...place };
}

export const syntaxFault = (
  context: QuickJSContext,
  error: QuickJSHandle,
  code: string,
): Omit<HookFailure, 'kind' | 'log'> => {
  const { name, message, stack } = partsOf(context, error);
  return { reason: 'syntax', message: `${name}: ${message}`, ...placeIn(stack, code) };
};

/** Ample: whoever shows the message takes secrets out of it first, and shows less. */
const longestMessage = 100_000;

/** Getters of the error run code, under the same limits; what they throw is "no text". */
function partsOf(context: QuickJSContext, error: QuickJSHandle): { name: string; message: string; stack: string } {
  if (context.typeof(error) !== 'object' || context.dump(error) === null) {
    return { name: '', message: String(context.dump(error)), stack: '' };
  }
  const text = (key: string): string => {
    const value = context.getProp(error, key);
    const result = context.typeof(value) === 'string' ? context.getString(value) : '';
    value.dispose();
    return result;
  };
  return { name: text('name') || 'Error', message: text('message').slice(0, longestMessage), stack: text('stack') };
}

/** The innermost place in the code itself; one beyond its end, where only the wrapper is, is its last line. */
function placeIn(stack: string, code: string): Place {
  const found = new RegExp(`${hookFile.replace('.', '\\.')}:(\\d+):(\\d+)`).exec(stack);
  if (!found) return {};
  const line = Number(found[1]) - 1;
  if (line < 1) return {};
  const last = code.split('\n').length;
  return line > last ? { line: last } : { line, column: Number(found[2]) };
}
