import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** The place of something that is being loaded. */
export function LoadingState({ rows = 5, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <Stack component="output" gap="sm" aria-busy="true">
      <VisuallyHidden>{label} …</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={row === 0 ? 28 : 18} width={row === 0 ? '40%' : `${96 - row * 7}%`} />
      ))}
    </Stack>
  );
}
