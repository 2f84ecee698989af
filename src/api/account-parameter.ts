import { z } from 'zod';
import { Fault } from '../model/fault.ts';
import type { Db } from '../store/database.ts';
import { ownAccounts } from '../store/own-accounts.ts';

const id = z.string().regex(/^\d{1,15}$/, 'the id of an account');
const ids = z.union([id, z.array(id)]).optional();

export const accountParameters = {
  'accountIds[]': ids.describe('Only of these accounts. Default: all of the organisation.'),
  accountIds: ids.describe('The same.'),
};

type Wanted = { [Name in keyof typeof accountParameters]?: z.output<typeof ids> };

/** The accounts that are asked for; undefined: all. Throws `access.denied` for one that is not of the organisation. */
export async function wantedAccounts(
  { db }: { db: Db },
  organizationId: number,
  query: Wanted,
): Promise<number[] | undefined> {
  const accountIds = [query['accountIds[]'] ?? [], query.accountIds ?? []].flat().map(Number);
  if (accountIds.length === 0) return undefined;
  const own = await ownAccounts(db, { organizationId, accountIds });
  const foreign = accountIds.find((accountId) => !own.has(accountId));
  if (foreign === undefined) return accountIds;
  throw new Fault('access.denied', `Account ${foreign} is not one of your organisation.`);
}
