import { z } from 'zod';
import type { JsonValue } from '../lib/json.ts';

/**
 * Any JSON value. Bodies come parsed, so nothing is left to check; and `z.json()`, which holds itself, has no form in the
 * OpenAPI document that other programs can read.
 */
export const anyJson = z.unknown() as z.ZodType<JsonValue>;
