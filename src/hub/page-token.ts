import { z } from 'zod';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { JsonValue } from '../lib/json.ts';
import { sameSecret } from '../lib/same-secret.ts';
import type { Sealer } from '../lib/sealer.ts';
import { Fault } from '../model/fault.ts';
import { pagePositionSchema } from './page-position.ts';
import type { ProviderAccount } from './provider-account.ts';
import type { QueryPlan } from './query-plan.ts';

const positionSchema = z.strictObject({
  /** The vendor's page to read; absent: the first. */
  position: pagePositionSchema.optional(),
  /** Records of that page that earlier hub pages have given out. */
  skip: z.number().int().nonnegative(),
  /** Rows of the vendor's pages, which the position counts in. */
  rows: z.number().int().positive(),
});

const tokenSchema = positionSchema.extend({ signature: z.string() });

/** Where a hub page begins. */
export type HubPosition = z.output<typeof positionSchema>;

/** Reads and writes the page tokens of one query. */
export interface PageTokens {
  /** The form of the contract: base64 of JSON. */
  print(position: HubPosition): string;
  /** Throws `query.invalid` for anything that `print` has not made for this very query of this instance. */
  parse(token: string): HubPosition;
}

/**
 * A position says what is asked of the provider with the credentials of the instance, and comes from outside: so it is
 * signed, together with the instance and all of the query that must stay the same from page to page.
 */
export function pageTokens(
  { sealer }: { sealer: Pick<Sealer, 'sign'> },
  { instanceId }: Pick<ProviderAccount, 'instanceId'>,
  plan: QueryPlan,
): PageTokens {
  const context = `page of ${canonicalJson([instanceId, plan.resourceName, queryOf(plan)])}`;
  const sign = (position: HubPosition) => sealer.sign(canonicalJson(position as unknown as JsonValue), context);
  return {
    print: (position) => Buffer.from(JSON.stringify({ ...position, signature: sign(position) })).toString('base64'),
    parse(token) {
      const parsed = tokenSchema.safeParse(jsonOf(Buffer.from(token, 'base64').toString('utf8')));
      if (!parsed.success) throw notOurs(token);
      const { signature, ...position } = parsed.data;
      if (!sameSecret(signature, sign(position))) throw notOurs(token);
      return position;
    },
  };
}

const queryOf = ({ parameters, query: { where = '', orderBy = '', passedOn } }: QueryPlan): JsonValue => ({
  parameters,
  where,
  orderBy,
  passedOn,
});

function notOurs(token: string): Fault {
  const shown = token.length > 40 ? `${token.slice(0, 40)}…` : token;
  return new Fault(
    'query.invalid',
    `nextPage: found ${JSON.stringify(shown)}, allowed: the Elements-Next-Page-Token of the page before, unchanged, with the same instance, resource and parameters`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
