import type { Egress } from '../egress/egress.ts';
import type { Clock } from '../lib/clock.ts';
import type { Issue } from '../model/fault.ts';
import { encodedBody } from './encoded-body.ts';
import { fillEach, fillFromConfiguration, throwIfIncomplete, type Configuration } from './fill-configuration.ts';
import { jwtAssertion } from './jwt-assertion.ts';
import { askForToken, type TokenAnswer } from './token-answer.ts';
import type { ExchangedJwt } from './token-kinds.ts';

/** Exchanges a JWT for a token, once. Throws as askForToken does, and `configuration.invalid` for what is missing. */
export async function exchangeAssertion(
  { egress, clock }: { egress: Pick<Egress, 'request'>; clock: Clock },
  jwt: ExchangedJwt,
  configuration: Configuration,
): Promise<TokenAnswer> {
  const { url, parameters, format, token } = jwt.exchange;
  const assertion = await jwtAssertion({ clock }, jwt, configuration);
  const issues: Issue[] = [];
  const target = fillFromConfiguration(url, configuration, issues);
  const filled = fillEach(parameters, { ...configuration, assertion }, issues);
  throwIfIncomplete(issues);
  const sent =
    Object.keys(parameters).length === 0
      ? { headers: { authorization: `Bearer ${assertion}` } }
      : encodedBody(format, filled);
  return askForToken({ egress }, { method: 'POST', url: target, ...sent }, token);
}
