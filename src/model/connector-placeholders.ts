import type { Paging } from './connector-paging.ts';
import type { RequestTemplate } from './connector-template.ts';
import type { WhereRules } from './connector-where.ts';

interface Rules {
  request: RequestTemplate;
  paging: Paging;
  where: WhereRules;
}

/** A value that nothing takes: there is neither a parameter for it nor its placeholder in the request. */
export interface MissingPlaceholder {
  path: string[];
  message: string;
}

export function missingPlaceholders({ request, paging, where }: Rules): MissingPlaceholder[] {
  const needs = [...pagingNeeds(paging)];
  if (where.expression && where.expression.parameter === undefined) {
    needs.push({ path: ['where', 'expression', 'parameter'], placeholder: 'where' });
  }
  const later = ('continue' in paging ? paging.continue : undefined) ?? request;
  const missing = needs
    .filter(({ placeholder }) => !mentions(placeholder === 'cursor' ? later : request, placeholder))
    .map(({ path, placeholder }) => ({ path, message: `missing, and the request has no {${placeholder}}` }));
  return [...missing, ...missingSources(paging)];
}

const mentions = ({ path, query, body }: RequestTemplate, placeholder: string): boolean =>
  JSON.stringify([path, query, body]).includes(`{${placeholder}}`);

/** The placeholders that the request of a page must have, as no parameter is named for them. */
function pagingNeeds(paging: Paging): { path: string[]; placeholder: string }[] {
  const need = (key: string, parameter: string | undefined, placeholder: string) =>
    parameter === undefined ? [{ path: ['paging', key], placeholder }] : [];
  switch (paging.kind) {
    case 'offset':
      return need('offset', paging.offset, 'offset');
    case 'page':
    case 'keyset':
      return need('page', paging.page, 'page');
    case 'cursor':
    case 'idKeyset':
      return need('parameter', paging.parameter, 'cursor');
    case 'feed':
      return paging.links ? [] : need('parameter', paging.parameter, 'cursor');
    case 'none':
    case 'nextLink':
      return [];
  }
}

/** Nothing tells what comes after a page. */
function missingSources(paging: Paging): MissingPlaceholder[] {
  if (paging.kind === 'cursor' && paging.cursor === undefined && paging.cursorHeader === undefined)
    return [{ path: ['paging', 'cursor'], message: 'missing, and there is no cursorHeader' }];
  if (paging.kind === 'feed' && paging.more === undefined && paging.nextPage === undefined)
    return [{ path: ['paging', 'more'], message: 'missing, and there is no nextPage' }];
  return [];
}
