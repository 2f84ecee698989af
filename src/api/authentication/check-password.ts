import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../lib/clock.ts';
import { hashPassword, verifyPassword } from '../../lib/secret-hash.ts';
import { Fault } from '../../model/fault.ts';
import type { Db } from '../../store/database.ts';
import { findUserByEmail, loginName } from '../../store/find-user.ts';
import { admitLogIn, forgetLogInFailures, keepLogInFailure, type LogInTry } from '../../store/log-in-failures.ts';
import type { CheckedUser } from '../../store/sessions.ts';
import { networkOf } from '../network-of.ts';

interface LogIn {
  username: string;
  password: string;
}

interface Deps {
  db: Db;
  clock: Clock;
  trustedProxies?: readonly string[] | undefined;
}

/** How often and how long a try waits for others that are being checked at the same moment. */
const waitMs = 250;
const mostWaits = 40;

/** The user with this name and password. Throws `authentication.refused` and `authentication.throttled`. */
export async function checkPassword(deps: Deps, request: FastifyRequest, logIn: LogIn): Promise<CheckedUser> {
  const user = await userWithPassword(deps, request, logIn);
  if (user) return user;
  throw new Fault('authentication.refused', 'The username or the password is not right.');
}

/**
 * The active user with this name and password; undefined: there is none. Unknown names are counted and take as long as known
 * ones, so that nobody learns who has an account. Throws `authentication.throttled`.
 */
export async function userWithPassword(
  deps: Deps,
  request: FastifyRequest,
  { username, password }: LogIn,
): Promise<CheckedUser | undefined> {
  const { db } = deps;
  const name = loginName(username);
  const id = await admitted(deps, { name, network: networkOf(request, deps.trustedProxies) });
  const user = await findUserByEmail(db, name);
  if ((await isPassword(password, user?.passwordHash)) && user) {
    await forgetLogInFailures(db, { id, name });
    return user;
  }
  await keepLogInFailure(db, id);
  return undefined;
}

/** The id of the try, when its turn has come: many may sign in at the same moment, each with the right password. */
async function admitted({ db, clock }: Deps, logIn: Omit<LogInTry, 'now'>): Promise<number> {
  for (let waits = 0; waits < mostWaits; waits++) {
    const admission = await admitLogIn(db, { ...logIn, now: clock.now() });
    if (admission.kind === 'admitted') return admission.id;
    if (admission.kind === 'throttled') throw throttled(admission.retryAt, clock.now());
    await clock.sleep(waitMs);
  }
  const message = 'Too many log-ins are being checked. Try again in a few seconds.';
  throw new Fault('authentication.throttled', message, { retryAt: clock.now() + 2_000 });
}

/** For a session that was not opened after all. */
export const passwordChanged = (): Fault =>
  new Fault('authentication.refused', 'The password was changed meanwhile; log in again.');

const isPassword = async (password: string, hash: string | undefined): Promise<boolean> =>
  hash === undefined ? hashPassword(password).then(() => false) : verifyPassword(password, hash);

function throttled(retryAt: number, now: number): Fault {
  const minutes = Math.max(1, Math.ceil((retryAt - now) / 60_000));
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return new Fault('authentication.throttled', `Too many log-ins failed. Try again in ${wait}.`, { retryAt });
}
