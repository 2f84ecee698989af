import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';

export type DocumentEntry = JsonRecord & { key: string };

/** The entries that the document itself has. */
export const entriesOf = ({ configuration }: JsonRecord): DocumentEntry[] =>
  Array.isArray(configuration) ? configuration.filter(isEntry) : [];

export const isEntry = (value: JsonValue): value is DocumentEntry =>
  isRecord(value) && typeof value['key'] === 'string';
