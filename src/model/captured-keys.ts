import type { Connector } from './connector.ts';

type Described = Pick<Connector, 'authentication' | 'lifecycle'>;

/** Configuration entries that the provider tells when an instance is connected, not its user. */
export const capturedKeys = (connector: Described): string[] => [
  ...capturedWithTokens(connector),
  ...capturedByLifecycle(connector),
];

function capturedWithTokens({ authentication }: Described): string[] {
  if (authentication.type !== 'oauth2') return [];
  const { redirect, token } = authentication.capture;
  return [...Object.keys(redirect), ...Object.keys(token)];
}

/** Those that requests to the provider find out, whoever has obtained the tokens. */
export const capturedByLifecycle = ({ lifecycle: { connect, validate } }: Pick<Connector, 'lifecycle'>): string[] =>
  [...connect, ...(validate ? [validate] : [])].flatMap(({ capture }) => Object.keys(capture));
