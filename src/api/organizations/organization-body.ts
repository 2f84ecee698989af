import { z } from 'zod';
import type { StoredOrganization } from '../../store/organizations.ts';

export const organizationBody = z
  .object({
    id: z.number(),
    name: z.string(),
    operator: z.boolean().describe('True: its admins may make and list organisations.'),
    oldSecretUntilDate: z
      .string()
      .nullable()
      .describe('Until then the secret before the last one is taken, too. Null: it is not.'),
    createdDate: z.string().describe('2026-01-31T08:00:00.000Z'),
  })
  .meta({ id: 'Organization' });

export const organizationName = z.string().trim().min(1).max(255);

export function toOrganizationBody(
  { id, name, operator, createdAt, oldSecretUntil }: StoredOrganization,
  now: number,
): z.output<typeof organizationBody> {
  const until = oldSecretUntil !== null && oldSecretUntil > now ? new Date(oldSecretUntil).toISOString() : null;
  return { id, name, operator, oldSecretUntilDate: until, createdDate: new Date(createdAt).toISOString() };
}
