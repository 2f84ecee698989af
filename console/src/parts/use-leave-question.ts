import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { confirm } from './confirm.tsx';

/**
 * Asks before changes that were not saved are left behind, by a link or by closing the tab. Another path is another place,
 * and so is the same one where one of `places` has another value in the query. Answers a way to leave without being asked.
 */
export function useLeaveQuestion(dirty: boolean, places: readonly string[] = []): { leaveQuietly: () => void } {
  const quiet = useRef(false);
  const placeOf = ({ pathname, search }: { pathname: string; search: object }): string => {
    const query = search as Record<string, unknown>;
    return JSON.stringify([pathname, ...places.map((key) => query[key])]);
  };
  useBlocker({
    disabled: !dirty,
    enableBeforeUnload: () => dirty && !quiet.current,
    shouldBlockFn: async ({ current, next }) => {
      if (quiet.current || placeOf(current) === placeOf(next)) return false;
      const leave = await confirm({
        title: 'Leave without saving?',
        body: 'What you have changed here is lost.',
        confirmLabel: 'Leave without saving',
      });
      return !leave;
    },
  });
  return {
    leaveQuietly: () => {
      quiet.current = true;
    },
  };
}
