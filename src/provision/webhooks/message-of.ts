import type { Fault } from '../../model/fault.ts';

/** With the provider's own words. */
export const messageOf = ({ message, providerMessage }: Fault): string =>
  providerMessage === undefined ? message : `${message}: ${providerMessage}`;
