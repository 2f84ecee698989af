const forms =
  "${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}, ${date:…}, ${date}, ${dateTimeZone:-8:00:…}, ${nowTimeZone:GMT:…}, ${epoch}, ${epoch:ms}, ${epoch:s}, ${epoch:us}, ${milliseconds}";

/** A URL whose time template cannot be used. */
export class TimeTemplateError extends Error {
  override readonly name = 'TimeTemplateError';
  /** Where in the text, counted from 1. */
  readonly position: number;
  /** The part of the text at fault. */
  readonly found: string;
  constructor(position: number, found: string, reason: string) {
    super(`Time template ${found} at position ${position}: ${reason}; allowed are ${forms}`);
    this.position = position;
    this.found = found;
  }
}
