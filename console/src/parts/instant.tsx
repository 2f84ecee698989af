import { printInstant } from './format.ts';

/** A moment as date and time in the reader's zone. */
export function Instant({ iso, empty = '–' }: { iso: string | null | undefined; empty?: string }) {
  if (!iso) return <>{empty}</>;
  return (
    <time dateTime={iso} title={iso} className="tabular">
      {printInstant(iso)}
    </time>
  );
}
