import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorBody } from './errors.ts';

/** The application as routes see it: requests and answers have the types of their zod schemas. */
export const routesOf = (app: FastifyInstance) => app.withTypeProvider<ZodTypeProvider>();

/** The description of an endpoint: its answer, and the errors that every endpoint may give. */
export const answers = <T extends z.ZodType>(body: T) => ({ 200: body, '4xx': errorBody, '5xx': errorBody });

/** An answer without a body. */
export const nothing = z.undefined().describe('Nothing.');

export const pageHeaders = {
  total: 'Elements-Total-Count',
  returned: 'Elements-Returned-Count',
  nextPage: 'Elements-Next-Page-Token',
} as const;
