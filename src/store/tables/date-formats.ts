import type { Generated } from 'kysely';

/** Formats that people of an organisation have typed. */
export interface DateFormatsTable {
  id: Generated<number>;
  organization_id: number;
  format: string;
  used_at_ms: number;
}
