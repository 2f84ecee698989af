import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { requestToken } from '../../credentials/request-token.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access, secretForSession } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { connectorOf } from '../target-instance.ts';
import { keyOrId } from './elements.ts';
import { notOauth, oauthConfiguration, oauthParameters } from './oauth-parameters.ts';

/** `GET /elements/{keyOrId}/oauth/token`: the first step of OAuth 1. */
export function oauthTokenRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = {
    tags: ['Connect'],
    summary: 'OAuth 1: a request token',
    params: keyOrId,
    querystring: oauthParameters.pick({ apiKey: true, callbackUrl: true, siteAddress: true }).extend({
      apiSecret: z.string().describe('The client secret of your app.'),
    }),
    response: answers(z.object({ token: z.string(), secret: z.string() })),
  };
  routesOf(app).get(
    '/elements/:keyOrId/oauth/token',
    { onRequest: access(deps, 'organization'), schema },
    async ({ identity, params, query }) => {
      if (identity.via === 'session') throw secretForSession('POST …/connect connects an account without it.');
      const connector = await connectorOf(deps.catalog, identity.caller.organizationId, params.keyOrId);
      const { authentication } = connector;
      if (authentication.type !== 'oauth1') throw notOauth(connector, 'request token');
      const configuration = oauthConfiguration(connector, query, { url: authentication.requestTokenUrl });
      return requestToken(deps, authentication, configuration);
    },
  );
}
