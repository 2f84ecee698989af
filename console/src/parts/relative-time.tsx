import { useEffect, useState } from 'react';
import { printInstant, printRelative } from './format.ts';

/** How long ago or until, with the whole date on hover. Counts on by itself. */
export function RelativeTime({ iso, empty = '–' }: { iso: string | null | undefined; empty?: string }) {
  const now = useNow(iso ? stepOf(iso) : undefined);
  if (!iso) return <>{empty}</>;
  return (
    <time dateTime={iso} title={`${printInstant(iso)} (${iso})`} className="tabular">
      {printRelative(iso, now)}
    </time>
  );
}

/** The last hour counts in seconds, what is farther away in minutes. */
const stepOf = (iso: string): number => (Math.abs(Date.parse(iso) - Date.now()) < 3_600_000 ? 1_000 : 30_000);

function useNow(stepMs: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (stepMs === undefined) return;
    const tick = () => setNow(Date.now());
    const first = setTimeout(tick);
    const timer = setInterval(tick, stepMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [stepMs]);
  return now;
}
