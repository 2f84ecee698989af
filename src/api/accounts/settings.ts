import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accountSettings, normalSetting, readAccountSettings } from '../../model/account-settings.ts';
import { Fault } from '../../model/fault.ts';
import { newFindings, throwIssues } from '../../model/findings/findings.ts';
import { isUnset } from '../../model/findings/read-setting.ts';
import { readSavedSettings, saveSettings, type AccountOfOrganization } from '../../store/saved-account-settings.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { pathId } from '../path-id.ts';
import { answers, routesOf } from '../routes.ts';

const tags = ['Accounts'];
const names = accountSettings.map(({ name }) => name).join(', ');

const settingsBody = z
  .record(z.string(), z.string().nullable())
  .describe(`Every setting as text: ${names}. Null: that of another setting counts.`);
const changes = z
  .record(z.string(), z.union([z.string(), z.number(), z.null()]))
  .describe('The settings to change; null, or an empty text, brings the default back.');

const accountId = z.string().meta({ type: 'integer', description: 'The id of the account.' });
const places = [
  { path: '/accounts/settings', params: z.object({}) },
  { path: '/accounts/:accountId/settings', params: z.object({ accountId }) },
];

/** `GET|PATCH /accounts[/{accountId}]/settings`: without an id those of the caller's account. */
export function accountSettingsRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  for (const { path, params } of places) {
    const shared = { tags, params, response: answers(settingsBody) };
    const read = { ...shared, summary: 'Settings of an account' };
    routesOf(app).get(path, { onRequest, schema: read }, async (request) => {
      const account = accountOf(request);
      return shown(await savedSettings(deps, account));
    });
    const change = { ...shared, summary: 'Change single settings', body: changes };
    routesOf(app).patch(path, { onRequest, schema: change }, async (request) => {
      const account = accountOf(request);
      refuseOthersThanAdmins(request);
      await savedSettings(deps, account);
      await saveSettings(deps.db, account, checked(request.body));
      deps.log.info({ accountId: account.accountId, settings: Object.keys(request.body) }, 'account settings changed');
      return shown(await savedSettings(deps, account));
    });
  }
}

/** Another account of the organisation is for its admins. */
function accountOf({ params, identity }: FastifyRequest): AccountOfOrganization {
  const { organizationId, accountId: own, role } = identity.caller;
  const { accountId: named } = params as { accountId?: string };
  if (named === undefined) return { organizationId, accountId: own };
  const id = pathId(named);
  if (id === undefined) throw noAccount(named);
  if (id !== own && role !== 'admin')
    throw new Fault('access.denied', `Account ${id} is not that of this user, who is no admin.`);
  return { organizationId, accountId: id };
}

function refuseOthersThanAdmins({ identity }: FastifyRequest): void {
  if (identity.caller.role === 'admin') return;
  throw new Fault('access.denied', 'Only admins may change the settings of an account.');
}

async function savedSettings({ db }: ApiDeps, account: AccountOfOrganization): Promise<Record<string, string>> {
  const saved = await readSavedSettings(db, account);
  if (!saved) throw noAccount(account.accountId);
  return saved;
}

/** Throws one `configuration.invalid` with every name and value that is not allowed. */
function checked(body: z.output<typeof changes>): Record<string, string | null> {
  const findings = newFindings();
  readAccountSettings(findings, Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)])));
  throwIssues(findings);
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, isUnset(value) ? null : normalSetting(String(value))]),
  );
}

const shown = (saved: Record<string, string>): Record<string, string | null> =>
  Object.fromEntries(accountSettings.map(({ name, defaultValue }) => [name, saved[name] ?? defaultValue ?? null]));

const noAccount = (named: number | string): Fault =>
  new Fault('account.not_found', `There is no account ${JSON.stringify(named)}.`);
