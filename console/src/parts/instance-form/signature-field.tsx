import { Button, Group, PasswordInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { fieldText, keys } from './draft.ts';
import { keptText } from './kept-text.ts';
import { newSignatureKey } from './signature-key.ts';
import type { DraftForm } from './use-draft.ts';

/** The key that receivers check events with. A generated one is shown at once, as it has to be carried there. */
export function SignatureField({ form: { draft, errors, setValue, kept } }: { form: DraftForm }) {
  const [visible, { open, toggle }] = useDisclosure(false);
  const generate = () => {
    setValue(keys.signatureKey, newSignatureKey());
    open();
  };
  return (
    <Group align="flex-end" gap="xs">
      <PasswordInput
        name={keys.signatureKey}
        label="Event Notification Signature Key"
        description="Your receiver checks with it that an event comes from here; without one, events are not signed. Copy it: it is not shown again."
        placeholder={kept?.has(keys.signatureKey) ? keptText : undefined}
        value={fieldText(draft.configuration, keys.signatureKey)}
        onChange={({ currentTarget }) => setValue(keys.signatureKey, currentTarget.value)}
        error={errors[keys.signatureKey]}
        visible={visible}
        onVisibilityChange={toggle}
        autoComplete="new-password"
        style={{ flex: '1 1 18rem' }}
      />
      <Button variant="default" onClick={generate} leftSection={<IconKey size={16} aria-hidden />}>
        Generate
      </Button>
    </Group>
  );
}
