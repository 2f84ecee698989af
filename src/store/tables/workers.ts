import type { Generated } from 'kysely';
import type { Json } from './json.ts';

export interface WorkersTable {
  id: string;
  host: string;
  pid: number;
  roles: string[];
  started_at_ms: number;
  beat_at_ms: number;
  stopping: Generated<boolean>;
  under_way: Json<Record<string, number>>;
}
