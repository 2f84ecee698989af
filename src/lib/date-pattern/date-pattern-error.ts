/** A date pattern or time zone that cannot be used; the message names it, the place and what is allowed. */
export class DatePatternError extends Error {
  override readonly name = 'DatePatternError';
  readonly source: string;
  /** Where in the pattern, counted from 1; 0 when the pattern as a whole, or its zone, is at fault. */
  readonly position: number;
  constructor(source: string, position: number, reason: string) {
    const place = position === 0 ? '' : `, position ${position}`;
    super(`Date pattern ${JSON.stringify(source)}${place}: ${reason}`);
    this.source = source;
    this.position = position;
  }
}
