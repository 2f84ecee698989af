import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConnector } from '../../src/catalog/read-connector.ts';
import { planQuery } from '../../src/hub/plan-query.ts';
import type { Authorize, ProviderAccount } from '../../src/hub/provider-account.ts';
import { readResource } from '../../src/hub/read-resource.ts';
import type { ResourcePage } from '../../src/hub/read-page.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import type { KeyProvider, OauthProvider } from '../../simulator/provider.ts';
import { hubDependencies } from './hub-dependencies.ts';

export interface HubAccount {
  account: ProviderAccount;
  /** All pages of a hub URL. */
  pages(url: string): Promise<ResourcePage[]>;
  /** The records of all pages. */
  read(url: string): Promise<JsonRecord[]>;
}

const directory = join(import.meta.dirname, '..', '..', 'connectors');

/** The hub of a connector of ours, at a pretend provider; without rate limits, which the tests would have to wait for. */
export async function hubAccount(
  key: string,
  provider: OauthProvider | KeyProvider,
  configuration: Record<string, string> = {},
): Promise<HubAccount> {
  const file = join(directory, key, 'connector.yaml');
  const connector = readConnector(await readFile(file, 'utf8'), { file, folder: key });
  const account: ProviderAccount = {
    organizationId: 1,
    instanceId: 1,
    connector: { ...connector, rateLimit: { ...connector.rateLimit, limits: [], remaining: [] } },
    configuration: {
      'base.url': provider.baseUrl,
      ...('apiKey' in provider ? { 'api.key': provider.apiKey } : {}),
      ...configuration,
    },
  };
  const dependencies = { ...hubDependencies(), authorize: authorizeAt(provider) };
  const pages = async (url: string) => {
    const plan = planQuery(account.connector, url, account.configuration);
    const found: ResourcePage[] = [];
    for await (const page of readResource(dependencies, account, plan)) found.push(page);
    return found;
  };
  return { account, pages, read: async (url) => (await pages(url)).flatMap(({ records }) => records) };
}

/** Real tokens of the provider; a new one when the last has been refused. */
function authorizeAt(provider: OauthProvider | KeyProvider): Authorize {
  if ('apiKey' in provider) return hubDependencies().authorize;
  let token = provider.issueTokens().access_token;
  return (_, { force } = {}) => {
    if (force !== undefined) token = provider.issueTokens().access_token;
    return Promise.resolve({ headers: { authorization: `Bearer ${token}` }, query: {}, token });
  };
}
