import { word } from '../../model/element/element-document.ts';
import type { PlacedParameter } from './request-parts.ts';

interface TokenPlacement {
  placement: { in: 'header' | 'query'; name: string; prefix: string } | undefined;
  /** The parameters that hold the token; the first is the placement. */
  carriers: PlacedParameter[];
}

const tokenInValue = /^([^{}]*?)\$?\{(?:configuration\.)?oauth\.user\.token\}\s*$/;

/** Which parameter of an element carries the OAuth token: of the type `configuration`, or a value with a prefix. */
export function tokenPlacement(common: readonly PlacedParameter[]): TokenPlacement {
  const found = common.flatMap((placed) => {
    const { parameter } = placed;
    const place = word(parameter.vendorType);
    const prefix = prefixOf(placed);
    if (prefix === undefined || (place !== 'header' && place !== 'query')) return [];
    const name = parameter.vendorName?.trim() || parameter.name;
    return [{ placed, placement: { in: place, name, prefix } as const }];
  });
  return { placement: found[0]?.placement, carriers: found.map(({ placed }) => placed) };
}

function prefixOf({ parameter }: PlacedParameter): string | undefined {
  const type = word(parameter.type);
  if (type === 'configuration') {
    if (parameter.name !== 'oauth.user.token') return undefined;
    // As a header of this name a bare token would be no credentials.
    return word(parameter.vendorName) === 'authorization' ? 'Bearer ' : '';
  }
  return type === 'value' ? tokenInValue.exec(parameter.name)?.[1] : undefined;
}
