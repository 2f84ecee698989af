import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState, type FormEvent, type ReactNode } from 'react';

interface Question {
  title: string;
  /** What will happen, and whether it can be taken back. */
  body: ReactNode;
  /** What the button says: the act, e.g. "Delete the instance". */
  confirmLabel: string;
  /** What the button says that leaves everything as it is; default "Cancel". */
  cancelLabel?: string;
  /** Default true. */
  destructive?: boolean;
  /** Must be typed before the button works: for what cannot be taken back. */
  typed?: string;
}

/** Asks; answers true when the act was confirmed. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    let confirmed = false;
    const id = modals.open({
      title: question.title,
      onClose: () => resolve(confirmed),
      children: (
        <Asked
          {...question}
          onAnswer={(answer) => {
            confirmed = answer;
            modals.close(id);
          }}
        />
      ),
    });
  });
}

function Asked({
  body,
  confirmLabel,
  cancelLabel = 'Cancel',
  destructive = true,
  typed,
  onAnswer,
}: Question & { onAnswer: (yes: boolean) => void }) {
  const [text, setText] = useState('');
  const ready = typed === undefined || text === typed;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onAnswer(true);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" component="div">
          {body}
        </Text>
        {typed !== undefined && (
          <TextInput
            label={`Type ${typed} to confirm`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onAnswer(false)} data-autofocus={typed === undefined || undefined}>
            {cancelLabel}
          </Button>
          <Button type="submit" color={destructive ? 'red' : undefined} disabled={!ready}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
