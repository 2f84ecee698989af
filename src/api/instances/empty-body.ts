import { z } from 'zod';

/** The body of a command that has no options: nothing, or `{}`. A mistyped option must not be passed over. */
export const emptyBody = z.strictObject({}).optional();
