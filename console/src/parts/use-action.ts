import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient, type QueryKey, type UseMutationResult } from '@tanstack/react-query';

interface Action<V, T> {
  run: (values: V) => Promise<T>;
  /** What is said when it went well; absent: nothing. */
  done?: string | ((result: T, values: V) => string);
  /** What is said above the reason when it did not; false: the caller shows the error itself. */
  failed: string | false;
  /** What is loaded anew afterwards, by the beginnings of query keys. */
  changes?: QueryKey[];
}

/** A call that changes something: says how it went, and loads anew what it has changed. */
export function useAction<V = void, T = unknown>(action: Action<V, T>): UseMutationResult<T, Error, V> {
  const client = useQueryClient();
  return useMutation<T, Error, V>({
    mutationFn: action.run,
    // What was sent and answered may hold secrets: it is kept no longer than it is shown.
    gcTime: 0,
    onSuccess: async (result, values) => {
      await Promise.all((action.changes ?? []).map((queryKey) => client.invalidateQueries({ queryKey })));
      const { done } = action;
      const message = typeof done === 'function' ? done(result, values) : done;
      if (message !== undefined) notifications.show({ color: 'green', message });
    },
    onError: (error) => {
      if (action.failed === false) return;
      notifications.show({ color: 'red', title: action.failed, message: error.message, autoClose: 12_000 });
    },
  });
}
