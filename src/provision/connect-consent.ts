import { hashSecret } from '../lib/secret-hash.ts';
import type { Connector } from '../model/connector.ts';
import { Fault } from '../model/fault.ts';

/** What is kept of a connect flow until its user comes back. */
export interface PendingConnect {
  /** Undefined where an instance is connected again under its own name. */
  name: string | undefined;
  tags: string[] | undefined;
  configuration: Record<string, unknown> | undefined;
  /** Where the provider sends the user back to. */
  callbackUrl: string;
  /** The address by which the one who asked for the consent called us. */
  calledAt?: string | undefined;
  /** Where we send the user on to. */
  returnUrl: string | undefined;
  codeVerifier: string | undefined;
  /** OAuth 1. */
  requestTokenSecret: string | undefined;
}

/** What is kept of a consent page that a caller made with `oauth/url`. */
export interface PendingCode {
  codeVerifier: string;
}

/** A user has this long to consent. */
export const consentLifetimeMs = 15 * 60_000;

/** A state that we made finds its flow, whoever comes with it. */
export const connectStateHash = (state: string): Buffer => hashSecret(`connect ${state}`);

/** A state that a caller may have chosen means something to its organisation only. */
export const codeStateHash = (organizationId: number, { key }: Connector, state: string): Buffer =>
  hashSecret(`code ${organizationId} ${key} ${state}`);

/** Throws `request.malformed` for a connector whose users are not asked on a page of the provider. */
export function requireConsentPage({ name, authentication }: Connector): void {
  if (authentication.type === 'oauth1') return;
  if (authentication.type === 'oauth2' && authentication.grant === 'authorizationCode') return;
  const how = authentication.type === 'oauth2' ? `the grant ${authentication.grant}` : authentication.type;
  throw new Fault(
    'request.malformed',
    `${name} asks no user for consent: its authentication is ${how}. Make its instances with POST /instances.`,
  );
}
