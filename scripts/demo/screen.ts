import type { ChangeMade } from './make-changes.ts';
import type { Totals } from './ledger.ts';

/** What the demo shows: a line for each change and each event, and the running totals under them. */
export interface Screen {
  say(text: string): void;
  change(made: ChangeMade): void;
  event(shown: ShownEvent): void;
  totals(totals: Totals): void;
  /** The last totals; lines after it stand below. */
  end(totals: Totals): void;
}

export interface ShownEvent {
  title: string;
  type: string;
  recordId: string;
  signed: boolean;
  /** What it was: its latency, or what is wrong with it. */
  remark: string;
  good: boolean;
}

export interface ScreenOptions {
  write: (text: string) => void;
  /** A terminal: colours, and totals that stay on the last line. */
  terminal: boolean;
  now: () => Date;
}

/** Where lines cannot be written over, the totals come this often. */
const plainTotalsEveryMs = 5_000;

export function createScreen({ write, terminal, now }: ScreenOptions): Screen {
  let lastTotals = '';
  let totalsShownAt = 0;
  const colour = (code: number, text: string) => (terminal ? `\u001b[${code}m${text}\u001b[0m` : text);
  const line = (text: string) => {
    write(terminal ? `\r\u001b[2K${text}\n${lastTotals}` : `${text}\n`);
  };
  const stamp = () => colour(2, now().toISOString().slice(11, 23));
  return {
    say: line,
    change: ({ source, type, recordId, name }) =>
      line(`${stamp()}  ${source.title.padEnd(14)} ${type.toLowerCase().padEnd(8)} ${recordId.padEnd(10)} ${name}`),
    event: ({ title, type, recordId, signed, remark, good }) => {
      const signature = signed ? colour(32, 'signature ok') : colour(31, 'SIGNATURE WRONG');
      const what = colour(36, `→ ${type.padEnd(8)}`);
      line(
        `${stamp()}  ${title.padEnd(12)} ${what} ${recordId.padEnd(10)} ${signature}  ${good ? remark : colour(31, remark)}`,
      );
    },
    totals: (totals) => {
      const text = totalsText(totals);
      if (text === lastTotals) return;
      if (!terminal && now().getTime() - totalsShownAt < plainTotalsEveryMs) return;
      totalsShownAt = now().getTime();
      lastTotals = text;
      write(terminal ? `\r\u001b[2K${text}` : `${text}\n`);
    },
    end: (totals) => {
      lastTotals = '';
      line(`\nTotals: ${totalsText(totals)}`);
    },
  };
}

export const totalsText = ({ changes, events, missing, duplicates, unexpected, onTheWay }: Totals): string =>
  `changes ${changes} · events ${events} · missing ${missing} · duplicates ${duplicates}` +
  `${unexpected > 0 ? ` · unexpected ${unexpected}` : ''} · on the way ${onTheWay}`;
