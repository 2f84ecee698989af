import { RelativeTime } from '../../parts/relative-time.tsx';
import { isDue } from './instance-queries.ts';

/** When a poll is due; one that is due already begins within a moment. */
export const NextPoll = ({ iso }: { iso: string | null }) => {
  if (iso === null) return <>not by itself</>;
  return isDue(iso) ? <>now</> : <RelativeTime iso={iso} />;
};
