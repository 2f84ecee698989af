import { placeholderPart, type TemplatePart, timePart } from './template-part.ts';
import { TimeTemplateError } from './time-template-error.ts';

export { TimeTemplateError };

/** A poll URL with the times that each poll puts into it. docs/reference/dates.md has its forms. */
export interface TimeTemplate {
  source: string;
  parts: TemplatePart[];
}

/** Throws TimeTemplateError. `{listId}` and text in other braces are left as they are. */
export function parseTimeTemplate(source: string): TimeTemplate {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('{', at);
    const end = open < 0 ? source.length : open;
    const marked = end > at && '$#'.includes(source.charAt(end - 1)) && open >= 0;
    const textEnd = marked ? end - 1 : end;
    refuseLostBrace(source, at, textEnd);
    if (textEnd > at) parts.push({ kind: 'text', text: source.slice(at, textEnd) });
    if (open < 0) break;
    const part = marked ? markedPart(source, open) : barePart(source, open);
    parts.push(part.part);
    at = part.end;
  }
  return { source, parts };
}

interface FoundPart {
  part: TemplatePart;
  end: number;
}

/** `${…}` or `#{…}`: always a time. */
function markedPart(source: string, open: number): FoundPart {
  const start = open - 1;
  const close = closingBrace(source, open);
  if (close < 0) throw new TimeTemplateError(start + 1, source.slice(start), 'the closing brace is missing');
  return { part: timePart(source.slice(start, close + 1), 2, start + 1), end: close + 1 };
}

const knownDescriptor = /^\{\s*(?:date|gmtDate|dateTimeZone|nowTimeZone|epoch|milliseconds)\s*[:}]/i;

/** `{…}` without a mark: a time where it begins like one, a placeholder where it is a name, and text otherwise. */
function barePart(source: string, open: number): FoundPart {
  const rest = source.slice(open);
  if (knownDescriptor.test(rest)) {
    const close = closingBrace(source, open);
    if (close < 0) throw new TimeTemplateError(open + 1, rest, 'the closing brace is missing');
    return { part: timePart(source.slice(open, close + 1), 1, open + 1), end: close + 1 };
  }
  return placeholderPart(rest, open) ?? { part: { kind: 'text', text: '{' }, end: open + 1 };
}

/** The brace that closes the one at `open`, past a `{TimeZone}` inside; -1 when there is none. */
function closingBrace(source: string, open: number): number {
  const inner = source.indexOf('{', open + 1);
  const close = source.indexOf('}', open + 1);
  return inner >= 0 && inner < close ? source.indexOf('}', close + 1) : close;
}

const lostBrace = /[$#](?:yyyy|date|gmtDate|dateTimeZone|nowTimeZone|epoch|milliseconds)[^{}$#]*\}/i;

/** `$yyyy-MM-dd}`: a time whose opening brace was forgotten. */
function refuseLostBrace(source: string, from: number, end: number): void {
  const found = lostBrace.exec(source.slice(from, end));
  if (found) throw new TimeTemplateError(from + found.index + 1, found[0], 'the opening brace is missing');
}

/** The `{name}` placeholders, in order and without repetition, that are for others to fill; those of zones among them. */
export function templatePlaceholders(template: TimeTemplate): string[] {
  const names = template.parts.flatMap((part) => {
    if (part.kind === 'placeholder') return [part.name];
    return part.kind === 'date' && part.zone.kind === 'placeholder' ? [part.zone.name] : [];
  });
  return [...new Set(names)];
}

/** Whether what is rendered depends on the poll. */
export const usesTime = (template: TimeTemplate): boolean =>
  template.parts.some(({ kind }) => kind === 'date' || kind === 'bareDate' || kind === 'count');

/** Whether the lower bound of the poll stands in it. */
export const hasLowerBound = ({ parts }: TimeTemplate): boolean =>
  parts.some(
    (part) => part.kind === 'count' || part.kind === 'bareDate' || (part.kind === 'date' && part.bound === 'since'),
  );
