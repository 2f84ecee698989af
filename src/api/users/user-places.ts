import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../model/fault.ts';
import { loginName } from '../../store/find-user.ts';
import { readAccounts } from '../../store/read-accounts.ts';
import { findUser, type StoredUser } from '../../store/read-users.ts';
import type { ApiDeps } from '../api-deps.ts';
import { pathId } from '../path-id.ts';

/** Where users are: all of the organisation, or those of one of its accounts. */
export interface UserPlace {
  path: '/users' | '/accounts/:accountId/users';
  params: z.ZodRawShape;
}

const accountId = z.string().meta({ type: 'integer', description: 'The id of the account.' });

export const userPlaces: UserPlace[] = [
  { path: '/users', params: {} },
  { path: '/accounts/:accountId/users', params: { accountId } },
];

/** The id, and for reading also the e-mail address. */
export const userParam = z.string().describe('The id of the user, the e-mail address, or `me`.');

/** The account that the path names; undefined: it names none. Throws `account.not_found`. */
export async function namedAccount({ db }: Pick<ApiDeps, 'db'>, request: FastifyRequest): Promise<number | undefined> {
  const { organizationId } = request.identity.caller;
  const { accountId: named } = request.params as { accountId?: string };
  if (named === undefined) return undefined;
  const id = pathId(named);
  const [account] = id === undefined ? [] : await readAccounts(db, { organizationId, id });
  if (account) return account.id;
  throw new Fault('account.not_found', `There is no account ${JSON.stringify(named)}.`);
}

/** The user that the path names. Throws `user.not_found`. */
export async function targetUser(deps: Pick<ApiDeps, 'db'>, request: FastifyRequest): Promise<StoredUser> {
  const { organizationId, userId } = request.identity.caller;
  const account = await namedAccount(deps, request);
  const { userId: named } = request.params as { userId: string };
  const id = named === 'me' ? userId : pathId(named);
  const user = await findUser(deps.db, {
    organizationId,
    ...(id === undefined ? { email: loginName(named) } : { id }),
  });
  if (user && (account === undefined || account === user.accountId)) return user;
  throw noUser(named);
}

export const noUser = (named: string | number): Fault =>
  new Fault('user.not_found', `There is no user ${JSON.stringify(named)}.`);

export const emailTaken = (address: string | undefined): Fault =>
  new Fault('user.exists', `Somebody signs in as ${address ?? 'this'} already; take another e-mail address.`);

export const lastAdmin = (): Fault =>
  new Fault(
    'user.last_admin',
    'This is the last active admin of the organisation. Make somebody else an admin before.',
  );
