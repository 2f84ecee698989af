import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { authorizationUrl } from '../../credentials/authorization-url.ts';
import { codeChallenge } from '../../credentials/pkce.ts';
import { requestTokenUrl } from '../../credentials/request-token.ts';
import { newSecret } from '../../lib/secret-hash.ts';
import type { AuthenticationOf, Connector, OAuth2 } from '../../model/connector.ts';
import { Fault } from '../../model/fault.ts';
import { keepCodeVerifier } from '../../provision/code-verifier.ts';
import type { Caller } from '../../store/find-user.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { connectorOf } from '../target-instance.ts';
import { keyOrId } from './elements.ts';
import {
  notOauth,
  oauthConfiguration,
  oauthParameters,
  oauthWarnings,
  type OauthParameters,
} from './oauth-parameters.ts';

const answer = z.object({
  oauthUrl: z.string(),
  element: z.string(),
  warnings: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

const described = {
  tags: ['Connect'],
  summary: 'The consent page of the provider',
  params: keyOrId,
  response: answers(answer),
};

/** `GET|POST /elements/{keyOrId}/oauth/url`: where to send a user whose consent is needed. */
export function oauthUrlRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const onRequest = access(deps, 'organization');
  const path = '/elements/:keyOrId/oauth/url';
  const routes = routesOf(app);
  routes.get(
    path,
    { onRequest, schema: { ...described, querystring: oauthParameters } },
    ({ identity, params, query }) => consentUrl(deps, identity.caller, { ...params, parameters: query }),
  );
  routes.post(path, { onRequest, schema: { ...described, body: oauthParameters } }, ({ identity, params, body }) =>
    consentUrl(deps, identity.caller, { ...params, parameters: body }),
  );
}

async function consentUrl(
  deps: ApiDeps,
  caller: Caller,
  { keyOrId: named, parameters }: { keyOrId: string; parameters: OauthParameters },
): Promise<z.output<typeof answer>> {
  const connector = await connectorOf(deps.catalog, caller.organizationId, named);
  const warnings = oauthWarnings(parameters);
  return {
    oauthUrl: await pageOf(deps, { caller, connector, parameters }),
    element: connector.key,
    ...(warnings.length > 0 && { warnings }),
  };
}

interface Asked {
  caller: Caller;
  connector: Connector;
  parameters: OauthParameters;
}

function pageOf(deps: ApiDeps, asked: Asked): Promise<string> | string {
  const { authentication } = asked.connector;
  if (authentication.type === 'oauth1') return pageOfToken(authentication, asked);
  if (authentication.type === 'oauth2' && authentication.grant === 'authorizationCode')
    return pageOfCode(deps, authentication, asked);
  throw notOauth(asked.connector, 'consent page');
}

/** With PKCE the code verifier waits here, under the state, for the code. */
async function pageOfCode(deps: ApiDeps, oauth: OAuth2, { caller, connector, parameters }: Asked): Promise<string> {
  const configuration = oauthConfiguration(connector, parameters, pageOfConnector(oauth, parameters));
  const { scope, state = newSecret(16, 'hex') } = parameters;
  const options = { state, ...(scope !== undefined && { scope }) };
  if (!oauth.pkce) return authorizationUrl(oauth, configuration, options);
  const verifier = await keepCodeVerifier(deps, { caller, connector, state });
  return authorizationUrl(oauth, configuration, { ...options, codeChallenge: codeChallenge(verifier) });
}

function pageOfConnector(
  { authorizationUrl: url, authorizationParameters }: OAuth2 | AuthenticationOf<'oauth1'>,
  { authorizationUrl: own }: OauthParameters,
) {
  return { url: own === undefined ? url : undefined, parameters: Object.values(authorizationParameters) };
}

function pageOfToken(oauth: AuthenticationOf<'oauth1'>, { connector, parameters }: Asked): string {
  const { requestToken } = parameters;
  if (requestToken !== undefined)
    return requestTokenUrl(
      oauth,
      oauthConfiguration(connector, parameters, pageOfConnector(oauth, parameters)),
      requestToken,
    );
  const issue = { path: 'requestToken', message: 'is required for OAuth 1; GET …/oauth/token answers one' };
  throw new Fault('request.malformed', `${issue.path} ${issue.message}.`, { issues: [issue] });
}
