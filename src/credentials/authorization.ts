import type { OAuth2 } from '../model/connector.ts';

/** What a request to the provider must carry. */
export interface Authorization {
  headers: Record<string, string>;
  query: Record<string, string>;
  /** The token that it carries, for tokens that may be replaced: to be told with `force` when the provider refuses it. */
  token?: string;
}

/** A token where the connector wants it. */
export function carry(
  token: string,
  { in: place, name, prefix }: OAuth2['placement'],
): Pick<Authorization, 'headers' | 'query'> {
  const carried = { [name]: prefix + token };
  return { headers: place === 'header' ? carried : {}, query: place === 'query' ? carried : {} };
}
