import { ErrorState } from './error-state.tsx';

/** Why the server did not take a form; nothing when it did. */
export function FormFault({ error, title }: { error: unknown; title: string }) {
  return error ? <ErrorState error={error} title={title} /> : null;
}
