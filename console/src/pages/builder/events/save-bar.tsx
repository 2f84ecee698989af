import { Button, Group, Paper, Text } from '@mantine/core';
import { useMayWrite } from '../../../api/use-session.ts';

interface SaveBarProps {
  /** False: it comes with the server and does not change. */
  ownConnector: boolean;
  dirty: boolean;
  /** Something in the form cannot be stored. */
  blocked: boolean;
  busy: boolean;
  onSave: () => void;
  onDiscard: () => void;
  onClone: () => void;
}

/** Stays at the lower edge while one works. */
export function SaveBar({ ownConnector, dirty, blocked, busy, onSave, onDiscard, onClone }: SaveBarProps) {
  const mayWrite = useMayWrite();
  return (
    <Paper
      p="sm"
      shadow="sm"
      style={dirty ? { position: 'sticky', bottom: 'var(--mantine-spacing-sm)', zIndex: 5 } : undefined}
      component="section"
      aria-label="Save"
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" component="output">
          {said({ mayWrite, ownConnector, dirty })}
        </Text>
        {mayWrite && (
          <Group gap="xs">
            {dirty && (
              <Button variant="subtle" onClick={onDiscard} disabled={busy}>
                Discard
              </Button>
            )}
            {ownConnector ? (
              <Button onClick={onSave} disabled={!dirty || blocked} loading={busy}>
                Save
              </Button>
            ) : (
              <Button onClick={onClone} disabled={blocked} loading={busy}>
                Clone to change it
              </Button>
            )}
          </Group>
        )}
      </Group>
    </Paper>
  );
}

function said({ mayWrite, ownConnector, dirty }: { mayWrite: boolean; ownConnector: boolean; dirty: boolean }): string {
  if (!mayWrite) return 'You may look at this, and not change it.';
  if (!ownConnector)
    return dirty
      ? 'Cloning makes a connector of your own with these changes.'
      : 'This connector comes with the server. You can try changes here; a clone keeps them.';
  return dirty ? 'There are changes that are not saved.' : 'Everything is saved.';
}
