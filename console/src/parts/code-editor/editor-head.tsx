import { ActionIcon, Box, Group, Input, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconIndentIncrease } from '@tabler/icons-react';
import type { CodeEditorProps } from './code-editor-props.ts';
import { formatJson } from './format-json.ts';

interface EditorHeadProps extends Pick<
  CodeEditorProps,
  'label' | 'hideLabel' | 'description' | 'required' | 'actions' | 'value' | 'onChange'
> {
  id: string;
  canFormat: boolean;
  onChosen: () => void;
}

/** What stands above an editor: its name, what it is for, and what can be done with the text. */
export function EditorHead(props: EditorHeadProps) {
  const { id, label, hideLabel, description, required = false, actions, canFormat, value, onChange, onChosen } = props;
  const named = (
    <Input.Label id={`${id}-label`} labelElement="div" required={required} onClick={onChosen}>
      {label}
    </Input.Label>
  );
  return (
    <Group justify="space-between" align="flex-end" mb={4} gap="xs">
      <Box style={{ flex: 1, minWidth: 0 }}>
        {hideLabel ? <VisuallyHidden>{named}</VisuallyHidden> : named}
        <Input.Description id={`${id}-description`}>{description}</Input.Description>
      </Box>
      <Group gap={4}>
        {actions}
        {canFormat && <FormatButton value={value} onChange={onChange} />}
      </Group>
    </Group>
  );
}

function FormatButton({ value, onChange }: Pick<CodeEditorProps, 'value' | 'onChange'>) {
  const formatted = formatJson(value);
  return (
    <Tooltip label="Format">
      <ActionIcon
        variant="subtle"
        aria-label="Format the JSON"
        disabled={formatted === undefined}
        onClick={() => formatted !== undefined && onChange?.(formatted)}
      >
        <IconIndentIncrease size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
