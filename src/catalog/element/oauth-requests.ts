import { word, type ElementDocument, type ElementResource } from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import { requestParts, type PlacedParameter, type RequestParts } from './request-parts.ts';

export interface OAuthRequests {
  /** What they change of `authentication`. */
  changes: {
    authorizationParameters?: Record<string, string>;
    tokenParameters?: Record<string, string>;
    refreshParameters?: Record<string, string>;
    tokenUrl?: string;
    refreshUrl?: string;
  };
  /** The resources that are expressed by that; all others of the OAuth flow cannot be run. */
  used: Set<ElementResource>;
}

/** What an OAuth request has anyway. */
const usualNames: ReadonlySet<string> = new Set(
  'client_id client_secret code grant_type redirect_uri refresh_token response_type scope state'.split(' '),
);

/** Resources that replace a request of the OAuth flow and only add parameters to it, or name its address. */
export function oauthRequests({ resources }: ElementDocument, remark: Remark): OAuthRequests {
  const read: OAuthRequests = { changes: {}, used: new Set() };
  for (const [index, resource] of resources.entries()) {
    const kind = kinds.get(word(resource.type));
    if (!kind || hasCode(resource) || (resource.nextResource ?? '').trim() !== '') continue;
    const own = (resource.parameters ?? []).map((parameter, at): PlacedParameter => ({
      parameter,
      at: `resources[${index}].parameters[${at}]`,
    }));
    const added = addedParameters(
      requestParts(own, { pathNames: new Set(), vendorNames: new Set(), remark }),
      kind.places,
    );
    if (!added) continue;
    read.used.add(resource);
    read.changes[kind.parameters] = added;
    const url = resource.vendorPath?.trim() ?? '';
    if (kind.url !== undefined && /^https?:\/\//.test(url)) read.changes[kind.url] = url;
  }
  return read;
}

interface Kind {
  parameters: 'authorizationParameters' | 'tokenParameters' | 'refreshParameters';
  url?: 'tokenUrl' | 'refreshUrl';
  /** Where parameters of the request go. */
  places: readonly string[];
}

const authorize: Kind = { parameters: 'authorizationParameters', places: ['query'] };

const kinds: ReadonlyMap<string, Kind> = new Map([
  // So it is written in most documents.
  ['oauthonauthroizeurl', authorize],
  ['oauthonauthorizeurl', authorize],
  ['oauthontokenexchange', { parameters: 'tokenParameters', url: 'tokenUrl', places: ['form', 'body'] }],
  ['oauthontokenrefresh', { parameters: 'refreshParameters', url: 'refreshUrl', places: ['form', 'body'] }],
]);

const hasCode = ({ hooks }: ElementResource): boolean => (hooks ?? []).some(({ body }) => (body ?? '').trim() !== '');

/** Undefined when the request has something that cannot be added. */
function addedParameters(
  { values, obstacles }: RequestParts,
  places: readonly string[],
): Record<string, string> | undefined {
  const own = values.filter(({ in: place, name }) => place !== 'header' && !usualNames.has(name));
  if (obstacles.length > 0 || own.some((one) => !places.includes(one.in) || one.name === '')) return undefined;
  return Object.fromEntries(own.map(({ name, template }) => [name, template.replaceAll('?}', '}')]));
}
