import type { Connector } from '../model/connector.ts';
import type { Paging } from '../model/connector-paging.ts';
import { Fault } from '../model/fault.ts';

/**
 * Throws `query.invalid` for a parameter that a query passes on to the vendor although the request has it already: the
 * other one would be lost.
 */
export function checkPassedOn(
  { name }: Connector,
  passedOn: Readonly<Record<string, string>>,
  taken: ReadonlySet<string>,
): void {
  const conflict = Object.keys(passedOn).find((parameter) => taken.has(parameter));
  if (conflict === undefined) return;
  throw new Fault(
    'query.invalid',
    `${conflict}: found as a parameter that is passed on to ${name}, but its connector sets it in this query; allowed: any that it does not set`,
  );
}

/** The query parameters by which a vendor is asked for pages. */
export function pagingParameters(paging: Paging): string[] {
  const names: Partial<Record<string, unknown>> = paging;
  return parameterKeys.flatMap((key) => {
    const parameter = names[key];
    return typeof parameter === 'string' ? [parameter] : [];
  });
}

const parameterKeys = ['offset', 'limit', 'page', 'pageSize', 'parameter', 'pageParameter'];

/** The query parameters that carry credentials. */
export function credentialParameters({ authentication }: Connector): string[] {
  if (authentication.type === 'apiKey') return authentication.in === 'query' ? [authentication.name] : [];
  if (!('placement' in authentication)) return [];
  return authentication.placement.in === 'query' ? [authentication.placement.name] : [];
}

/** The headers that carry credentials, in lower case. */
export function credentialHeaders({ authentication }: Connector): string[] {
  const carrier = 'placement' in authentication ? authentication.placement : authentication;
  if (!('in' in carrier)) return ['authorization'];
  return carrier.in === 'header' ? [carrier.name.toLowerCase()] : [];
}
