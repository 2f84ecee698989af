import type { Egress } from '../egress/egress.ts';
import { isRecord } from '../lib/json.ts';
import type { AuthenticationOf } from '../model/connector.ts';
import type { Issue } from '../model/fault.ts';
import { encodedBody } from './encoded-body.ts';
import {
  fillEach,
  fillFromConfiguration,
  fillJson,
  throwIfIncomplete,
  type Configuration,
} from './fill-configuration.ts';
import { askForToken, type TokenAnswer } from './token-answer.ts';

/** Opens a session at the provider. Throws as askForToken does, and `configuration.invalid` for what is missing. */
export async function logIn(
  { egress }: { egress: Pick<Egress, 'request'> },
  { request, token }: AuthenticationOf<'session'>,
  configuration: Configuration,
): Promise<TokenAnswer> {
  const issues: Issue[] = [];
  const url = fillFromConfiguration(request.url, configuration, issues);
  const headers = fillEach(request.headers, configuration, issues);
  const body = request.body && fillJson(request.body, configuration, issues);
  throwIfIncomplete(issues);
  const sent = isRecord(body) ? encodedBody(request.format, body) : { headers: {} };
  return askForToken(
    { egress },
    { method: request.method, url, ...sent, headers: { ...sent.headers, ...headers } },
    token,
  );
}
