import { z } from 'zod';
import { loginName } from '../../store/find-user.ts';
import type { StoredUser } from '../../store/read-users.ts';

export const role = z.enum(['admin', 'member', 'viewer']);

/** A user as every answer shows it. */
export const userBody = z
  .object({
    id: z.number(),
    email: z.string().describe('What the user signs in as.'),
    firstName: z.string(),
    lastName: z.string(),
    role: role.describe('admin: also manages people; member: everything else; viewer: may only read.'),
    active: z.boolean().describe('False: secret and password are refused; what the user made goes on.'),
    accountId: z.number(),
    createdDate: z.string().describe('2026-01-31T08:00:00.000Z'),
  })
  .meta({ id: 'User' });

export type UserBody = z.output<typeof userBody>;

const lifetime = 'Shown by this answer alone.';

export const madeUserBody = userBody
  .extend({
    secret: z.string().describe(`The User secret. ${lifetime}`),
    password: z.string().nullable().describe(`The first password, where none was given. ${lifetime}`),
  })
  .meta({ id: 'UserMade' });

export const newSecretBody = z
  .object({ secret: z.string().describe(`The new secret. ${lifetime}`) })
  .meta({ id: 'NewSecret' });

const text = z.string().trim().max(255);

export const email = z
  .string()
  .max(320)
  .transform(loginName)
  .refine((address) => /^[^\s@,<>]+@[^\s@,<>]+$/.test(address), 'an e-mail address, such as ada@example.com')
  .describe('What the user signs in as; in small letters.');

export const password = z.string().min(10, 'at least 10 characters').max(1000).describe('At least 10 characters.');

export const newUser = z.strictObject({
  email,
  firstName: text.default(''),
  lastName: text.default(''),
  role: role.default('member'),
  password: password.optional().describe('At least 10 characters. Absent: one is made, and shown by the answer.'),
});

export const changedUser = z.strictObject({
  email: email.optional(),
  firstName: text.optional(),
  lastName: text.optional(),
  role: role.optional(),
  active: z.boolean().optional().describe('False: signs the user out everywhere, and refuses the secret.'),
  password: password.optional().describe('At least 10 characters. Signs the user out everywhere.'),
});

export const changedOneself = z.strictObject({
  firstName: text.optional(),
  lastName: text.optional(),
  password: password.optional().describe('At least 10 characters. All other sessions end.'),
  currentPassword: z.string().max(1000).optional().describe('Needed with `password`.'),
});

export const toUserBody = ({ createdAt, ...user }: StoredUser): UserBody => ({
  id: user.id,
  email: user.email,
  firstName: user.firstName,
  lastName: user.lastName,
  role: user.role,
  active: user.active,
  accountId: user.accountId,
  createdDate: new Date(createdAt).toISOString(),
});

/** A body without the members that were not sent. */
export const sent = <Body extends object>(body: Body): { [Key in keyof Body]?: Exclude<Body[Key], undefined> } =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as never;
