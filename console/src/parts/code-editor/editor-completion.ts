import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { pickedCompletion } from '@codemirror/autocomplete';
import { type JsonOption, jsonOptions } from './json-completion.ts';
import type { JsonSchema } from './json-schema.ts';

/** A name that code may use at its place. */
export interface CodeCompletion {
  /** E.g. `events.eventHeaders`. */
  label: string;
  kind: 'function' | 'variable' | 'property';
  /** Its type, in short. */
  detail?: string;
  info?: string;
}

/** Names and values of JSON by the schema that holds at the moment. */
export const jsonCompletion =
  (schemaNow: () => JsonSchema | undefined): CompletionSource =>
  ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const schema = schemaNow();
    const found = schema && jsonOptions(state.doc.toString(), pos, schema);
    if (!found || (!explicit && found.from === pos && state.sliceDoc(pos - 1, pos) !== '"')) return null;
    return {
      from: found.from,
      to: Math.max(found.to, pos),
      options: found.options.map(toCompletion),
      filter: true,
      getMatch: undefined,
    };
  };

const toCompletion = ({ label, kind, detail, info, insert, cursor }: JsonOption): Completion => ({
  // With its quote in front it matches what stands in the text.
  label: kind === 'name' ? `"${label}"` : label,
  displayLabel: label,
  type: kind === 'name' ? 'property' : 'enum',
  ...(detail !== undefined && { detail }),
  ...(info !== undefined && { info }),
  apply: (view, completion, from, to) =>
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + cursor },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
    }),
});

/** Names that are given, dotted ones as a whole. */
export const namesCompletion =
  (names: () => readonly CodeCompletion[]): CompletionSource =>
  (context) => {
    const word = context.matchBefore(/[\w$][\w$.]*/);
    if (!word && !context.explicit) return null;
    const options = names().map(({ label, kind, detail, info }) => ({
      label,
      type: kind,
      boost: 1,
      ...(detail !== undefined && { detail }),
      ...(info !== undefined && { info }),
    }));
    return options.length === 0 ? null : { from: word?.from ?? context.pos, options, validFor: /^[\w$.]*$/ };
  };
