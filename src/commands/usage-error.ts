/** A command was called in a way that it does not have; the message says what it has. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
