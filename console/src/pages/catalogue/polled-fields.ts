import type { ElementSetup } from '../../api/catalogue-queries.ts';

export interface PolledResource {
  name: string;
  url: string;
  idField: string;
  /** Empty: it has none. */
  updatedField: string;
  createdField: string;
}

type PollerConfiguration = ElementSetup['events']['pollerConfiguration'];

/** What is polled by default, and by which fields, whichever of the usual spellings they have. */
export const polledResources = (configuration: PollerConfiguration): PolledResource[] =>
  Object.entries(configuration).map(([name, definition]) => {
    const dates = recordOf(definition['datesConfiguration']);
    return {
      name,
      url: textOf(definition['url']),
      idField: textOf(definition['idField']),
      updatedField: textOf(dates['updatedDateField'] ?? dates['updatedAtField']),
      createdField: textOf(dates['createdDateField'] ?? dates['createdAtField']),
    };
  });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
