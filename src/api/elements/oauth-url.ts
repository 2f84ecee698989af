import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { authorizationUrl } from '../../credentials/authorization-url.ts';
import { newSecret } from '../../lib/secret-hash.ts';
import { Fault } from '../../model/fault.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { connectorOf } from '../target-instance.ts';
import { keyOrId } from './elements.ts';

const querystring = z.object({
  apiKey: z.string().describe('Client id of your app at the provider.'),
  apiSecret: z.string().describe('Its client secret.'),
  callbackUrl: z.string().describe('Where the provider sends the user back to, with the code.'),
  scope: z.string().optional(),
  state: z.string().optional().describe('Comes back with the code. Default: a random one.'),
  authorizationUrl: z.string().optional().describe("An addition: in place of the connector's authorization URL."),
});

/** `GET /elements/{keyOrId}/oauth/url`: where to send a user whose consent is needed. */
export function oauthUrlRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const body = z.object({ oauthUrl: z.string(), element: z.string() });
  const schema = {
    tags: ['Elements'],
    summary: 'The consent page of the provider',
    params: keyOrId,
    querystring,
    response: answers(body),
  };
  routesOf(app).get(
    '/elements/:keyOrId/oauth/url',
    { onRequest: access(deps, 'organization'), schema },
    ({ params, query }) => {
      const { key, name, authentication } = connectorOf(deps.catalog, params.keyOrId);
      if (authentication.type !== 'oauth2') {
        throw new Fault('request.malformed', `${name} does not use OAuth 2: its instances need no authorization code.`);
      }
      const configuration = {
        'oauth.api.key': query.apiKey,
        'oauth.api.secret': query.apiSecret,
        'oauth.callback.url': query.callbackUrl,
        ...(query.authorizationUrl !== undefined && { 'oauth.authorization.url': query.authorizationUrl }),
      };
      const options = {
        state: query.state ?? newSecret(16, 'hex'),
        ...(query.scope !== undefined && { scope: query.scope }),
      };
      return { oauthUrl: authorizationUrl(authentication, configuration, options), element: key };
    },
  );
}
