import { Button, Group, PasswordInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { newSignatureKey } from '../../parts/instance-form/signature-key.ts';

interface KeyFieldProps {
  value: string;
  onChange: (key: string) => void;
  /** True: one is set, which nobody is shown. */
  isSet: boolean;
}

/** The key that deliveries are signed with. A generated one is shown at once, as it has to be carried to the receiver. */
export function KeyField({ value, onChange, isSet }: KeyFieldProps) {
  const [visible, { open, toggle }] = useDisclosure(false);
  return (
    <Group align="flex-end" gap="xs">
      <PasswordInput
        label="Signature key"
        description={isSet ? 'Empty: the one that is set stays.' : 'Without one, deliveries are not signed.'}
        autoComplete="off"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        visible={visible}
        onVisibilityChange={toggle}
        style={{ flex: '1 1 14rem' }}
      />
      <Button
        variant="default"
        leftSection={<IconKey size={16} aria-hidden />}
        onClick={() => {
          onChange(newSignatureKey());
          open();
        }}
      >
        Generate
      </Button>
    </Group>
  );
}
