import { Alert, Button, Group, List, Paper, Text } from '@mantine/core';
import { ErrorState } from '../../../parts/error-state.tsx';
import type { Instance } from '../instance-queries.ts';

interface SaveBarProps {
  hasChanges: boolean;
  /** Why it cannot be saved as it is. */
  hint?: string | undefined;
  isSaving: boolean;
  error: Error | null;
  /** What the server corrected, or what has no effect. */
  warnings: Instance['warnings'];
  onReset: () => void;
}

/** Saves the form that it is in, and says how that went. */
export function SaveBar({ hasChanges, hint, isSaving, error, warnings, onReset }: SaveBarProps) {
  return (
    <>
      {error && <ErrorState error={error} title="It was not saved" />}
      {warnings.length > 0 && (
        <Alert color="yellow" title="Saved, but">
          <List size="sm">
            {warnings.map(({ path, message }) => (
              <List.Item key={`${path} ${message}`} className="wrap-anywhere">
                {path}: {message}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Paper p="sm" pos={hasChanges ? 'sticky' : undefined} bottom={12} style={{ zIndex: 2 }}>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {hint ?? (hasChanges ? 'There are changes that are not saved.' : 'Nothing was changed.')}
          </Text>
          <Group gap="xs">
            <Button variant="default" disabled={!hasChanges || isSaving} onClick={onReset}>
              Discard
            </Button>
            <Button type="submit" loading={isSaving} disabled={!hasChanges || hint !== undefined}>
              Save
            </Button>
          </Group>
        </Group>
      </Paper>
    </>
  );
}
