import type { ElementSetup } from '../../api/catalogue-queries.ts';

/** Where the page stands. */
export const parentsOf = ({ key, name }: Pick<ElementSetup, 'key' | 'name'>) => [
  { label: 'Catalogue', to: '/catalogue' },
  { label: name, to: `/catalogue/${key}` },
];
