import { Fault } from '../../model/fault.ts';

/** What one request may make us store where it is for several instances. */
export const mostStoredBytes = 8 * 1024 * 1024;
/** What one request may make us hash, as each instance verifies the whole body with its own keys. */
const mostHashedBytes = 64 * 1024 * 1024;

/** Refuses a large body that many instances would verify. */
export function refuseMuchHashing(instances: number, bytes: number): void {
  if (instances > 1 && instances * bytes > mostHashedBytes) throw tooLargeForAll(instances);
}

/** Refuses a body that would be stored once for each of several instances. */
export function refuseMuchStoring(instances: number, bytes: number): void {
  if (instances > 1 && instances * bytes > mostStoredBytes) throw tooLargeForAll(instances);
}

export const tooLargeForAll = (instances: number): Fault =>
  new Fault(
    'request.too_large',
    `The body is too large for ${instances} instances at once; allowed: 8 MB for all of them together.`,
  );
