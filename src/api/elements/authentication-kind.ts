import { z } from 'zod';
import type { Authentication } from '../../model/connector.ts';

/** How an account lets us in, in finer words than `authenticationTypes`, which are those of the contract. */
export const authenticationKind = z
  .object({
    kind: z.enum(['oauth2', 'oauth1', 'apiKey', 'bearer', 'basic', 'jwt', 'session', 'none']),
    grant: z.enum(['authorizationCode', 'clientCredentials', 'password']).nullable().describe('Of OAuth 2.'),
    consent: z
      .boolean()
      .describe('True: a user consents on a page of the provider, by `POST /elements/{keyOrId}/connect`.'),
  })
  .meta({ id: 'AuthenticationKind' });

export function toAuthenticationKind(authentication: Authentication): z.output<typeof authenticationKind> {
  const grant = authentication.type === 'oauth2' ? authentication.grant : null;
  const consent = authentication.type === 'oauth1' || grant === 'authorizationCode';
  return { kind: authentication.type, grant, consent };
}
