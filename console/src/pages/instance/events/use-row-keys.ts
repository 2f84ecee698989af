import { useState, type KeyboardEvent } from 'react';

interface RowKeys {
  count: number;
  onOpen: (row: number) => void;
  onSelect: (row: number) => void;
}

/**
 * Rows of a table by the keyboard: one of them is in the tab order, arrows, Home and End move to another, Enter opens it and
 * the space bar selects it.
 */
export function useRowKeys({ count, onOpen, onSelect }: RowKeys) {
  const [current, setCurrent] = useState(0);
  const reachable = Math.min(current, Math.max(0, count - 1));
  return (row: number) => ({
    tabIndex: row === reachable ? 0 : -1,
    onFocus: () => setCurrent(row),
    onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => {
      // Keys that are meant for a box or a button inside the row.
      if (event.target !== event.currentTarget) return;
      const next = moved(event.key, row, count);
      if (next !== undefined) focusSibling(event.currentTarget, next);
      else if (event.key === 'Enter') onOpen(row);
      else if (event.key === ' ') onSelect(row);
      else return;
      event.preventDefault();
    },
  });
}

/** Which row a key leads to; undefined: it is no such key. */
export function moved(key: string, row: number, count: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(row + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(row - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

function focusSibling(row: HTMLTableRowElement, index: number): void {
  const sibling = row.parentElement?.children[index];
  if (sibling instanceof HTMLElement) sibling.focus();
}
