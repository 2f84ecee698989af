import { timingSafeEqual } from 'node:crypto';
import { hashSecret } from './secret-hash.ts';

/** Whether two texts are the same. How long it takes says neither where they differ nor how long the other one is. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(hashSecret(a), hashSecret(b));
