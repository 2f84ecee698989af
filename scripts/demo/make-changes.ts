import type { Ledger } from './ledger.ts';
import type { Source } from './sources.ts';

export interface ChangeMade {
  source: Source;
  recordId: string;
  type: 'CREATED' | 'UPDATED';
  name: string;
}

/** An edit follows the last change of its record by this much, so that even whole-second stamps tell them apart. */
const restMs = 2_500;

/** Makes one change after another at the pretend systems, in turn: a creation, then edits of what was created. */
export function changeMaker(sources: Source[], ledger: Ledger, random: () => number) {
  const changedAt = new Map<string, number>();
  let turn = 0;
  return (now: number): ChangeMade => {
    const source = sources[turn++ % sources.length] as Source;
    const idle = [...changedAt]
      .filter(([key, at]) => key.startsWith(`${source.key} `) && now - at > restMs)
      .map(([key]) => key.slice(source.key.length + 1))
      .filter((recordId) => !ledger.isOutstanding(source.key, recordId));
    const chosen = random() < 0.6 ? idle[Math.floor(random() * idle.length)] : undefined;
    const resource = source.resources[Math.floor(random() * source.resources.length)] as string;
    const change = chosen === undefined ? source.provider.create(resource) : source.provider.update(chosen);
    const type = chosen === undefined ? 'CREATED' : 'UPDATED';
    changedAt.set(`${source.key} ${change.id}`, now);
    ledger.expect({ connector: source.key, recordId: change.id, type, at: now });
    return { source, recordId: change.id, type, name: nameOf(change.record) };
  };
}

/** What a person would call the record. */
function nameOf(record: Record<string, unknown>): string {
  const full = `${text(record['First Name'])} ${text(record['Last Name'])}`.trim();
  return text(record['display_name']) || text(record['title']) || full;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
