import { fractionField, silentFractionField } from './fraction-field.ts';
import { eraField, halfOfDayField, monthNameField, weekdayNameField } from './name-fields.ts';
import { numberField } from './number-fields.ts';
import type { FieldToken, PatternToken } from './pattern-tokens.ts';
import type { Field } from './reading.ts';
import { yearField } from './year-field.ts';
import { zoneField } from './zone-field.ts';

/** Pattern tokens as functions that read and print them. */
export function compileFields(tokens: readonly PatternToken[], referenceYear: number): Field[] {
  return tokens.flatMap((token, place) => {
    const next = tokens[place + 1];
    if (token.kind === 'field') return compileField(token, tokens[place - 1], next, referenceYear);
    const { text } = splitSeparator(token.text, next);
    return text === '' ? [] : [textField(text)];
  });
}

function compileField(
  token: FieldToken,
  previous: PatternToken | undefined,
  next: PatternToken | undefined,
  referenceYear: number,
): Field[] {
  const { letter, count } = token;
  const abutting = next?.kind === 'field' && isNumeric(next);
  if (letter === 'S') {
    const { separator } = splitSeparator(previous?.kind === 'text' ? previous.text : '', token);
    return [fractionField(separator, count, abutting ? count : undefined)];
  }
  // The fraction after whole seconds is not part of their number, so it does not limit their digits.
  const followedByFraction = next?.kind === 'field' && next.letter === 'S';
  const field = fieldOf(letter, count, abutting && !followedByFraction, referenceYear);
  return letter === 's' && mayHideFraction(next) ? [field, silentFractionField] : [field];
}

function fieldOf(letter: string, count: number, abutting: boolean, referenceYear: number): Field {
  if (letter === 'y' || letter === 'Y') return yearField(letter, count, abutting, referenceYear);
  if (letter === 'z' || letter === 'Z' || letter === 'X') return zoneField(letter, count);
  if (letter === 'M' && count > 2) return monthNameField(count);
  if (letter === 'E') return weekdayNameField(count);
  if (letter === 'a') return halfOfDayField();
  if (letter === 'G') return eraField();
  const field = numberField(letter, count, abutting);
  if (!field) throw new Error(`pattern letter ${letter} has no field`);
  return field;
}

const isNumeric = ({ letter, count }: FieldToken) =>
  'yYwWDdFuHkKhmsS'.includes(letter) || (letter === 'M' && count <= 2);

/** A dot, comma or colon right before a fraction belongs to the fraction: both may be missing. */
function splitSeparator(text: string, next: PatternToken | undefined): { text: string; separator: string } {
  const last = text.slice(-1);
  const belongs = next?.kind === 'field' && next.letter === 'S' && last !== '' && '.,:'.includes(last);
  return belongs ? { text: text.slice(0, -1), separator: last } : { text, separator: '' };
}

function mayHideFraction(next: PatternToken | undefined): boolean {
  if (next === undefined) return true;
  return next.kind === 'field' ? next.letter !== 'S' : !/^[.,]/.test(next.text);
}

const textField = (text: string): Field => ({
  read(reading) {
    if (!reading.text.startsWith(text, reading.at)) return false;
    reading.at += text.length;
    return true;
  },
  print: () => text,
});
