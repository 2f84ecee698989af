import type { OAuth2 } from './connector-authentication.ts';

/** A configuration entry that a parameter of the redirect tells. */
export interface RedirectCapture {
  key: string;
  parameter: string;
  /** Undefined: any value. */
  allowed: readonly string[] | undefined;
}

export const redirectCaptures = ({ capture }: OAuth2): RedirectCapture[] =>
  Object.entries(capture.redirect).map(([key, source]) =>
    typeof source === 'string' ? { key, parameter: source, allowed: undefined } : { key, ...source },
  );
