import { PasswordInput, Select, Switch, Textarea, TextInput, type TextInputProps } from '@mantine/core';
import type { SetupEntry } from '../../api/catalogue-queries.ts';
import { fieldText, isOn } from './draft.ts';
import { keptText } from './kept-text.ts';
import { HiddenTextarea } from './hidden-textarea.tsx';
import type { DraftForm } from './use-draft.ts';

interface EntryInputProps {
  entry: SetupEntry;
  form: Pick<DraftForm, 'draft' | 'errors' | 'setValue' | 'kept'>;
  required?: boolean;
  /** True: the secret has several lines, as a private key has. */
  multiline?: boolean;
}

/** The right field for a configuration entry. */
export function EntryInput({ entry, form, required = false, multiline = false }: EntryInputProps) {
  const { key, type, options, defaultValue, hasDefault } = entry;
  const { configuration } = form.draft;
  const value = fieldText(configuration, key);
  const set = (text: string) => form.setValue(key, text);
  const field = {
    name: key,
    label: entry.name,
    description: descriptionOf(entry),
    error: form.errors[key],
    required,
    placeholder: form.kept?.has(key) ? keptText : (defaultValue ?? (hasDefault ? 'That of the connector' : undefined)),
  };
  if (type.startsWith('BOOLEAN'))
    return (
      <Switch
        name={key}
        label={entry.name}
        description={field.description}
        error={field.error}
        checked={isOn(configuration, key, defaultValue === 'true')}
        onChange={({ currentTarget }) => form.setValue(key, currentTarget.checked)}
      />
    );
  if (options)
    return (
      <Select
        {...field}
        data={options.map((option) => ({ value: option.value, label: option.name }))}
        value={value === '' ? defaultValue : value}
        onChange={(chosen) => set(chosen ?? '')}
        clearable={!required}
      />
    );
  return <TextEntry entry={entry} multiline={multiline} field={{ ...field, value, onChange: set }} />;
}

interface TextEntryProps {
  entry: SetupEntry;
  multiline: boolean;
  field: Pick<TextInputProps, 'name' | 'label' | 'description' | 'error' | 'required' | 'placeholder'> & {
    value: string;
    onChange: (text: string) => void;
  };
}

function TextEntry({ entry: { type, secret }, multiline, field: { onChange, ...rest } }: TextEntryProps) {
  const field = {
    ...rest,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => onChange(currentTarget.value),
  };
  const isLong = type === 'TEXTAREA' || type === 'CODE_EDITOR';
  if (secret && (multiline || isLong)) return <HiddenTextarea {...field} />;
  if (secret) return <PasswordInput {...field} autoComplete="new-password" />;
  if (isLong) return <Textarea {...field} autosize minRows={2} maxRows={12} />;
  return <TextInput {...field} autoComplete="off" />;
}

function descriptionOf({ description, key, name }: SetupEntry): string | undefined {
  if (description !== '') return description;
  return name === key ? undefined : key;
}
