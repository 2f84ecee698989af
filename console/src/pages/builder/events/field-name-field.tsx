import { Autocomplete } from '@mantine/core';
import { belowInput } from './format-field.tsx';

interface FieldNameFieldProps {
  label: string;
  /** Where the label says too little by itself. */
  'aria-label'?: string;
  value: string;
  onChange: (value: string) => void;
  /** Fields that the record is known to have. */
  fields: readonly string[];
  description?: string;
  error: string | undefined;
  required?: boolean;
}

/** The name of a field, or the dotted path of one inside of another. */
export function FieldNameField({ fields, ...props }: FieldNameFieldProps) {
  const { value } = props;
  return (
    <Autocomplete
      {...props}
      inputWrapperOrder={belowInput}
      data={[...new Set(fields)]}
      filter={({ options, search }) =>
        fields.includes(search)
          ? options
          : options.filter(
              (option) => 'value' in option && option.value.toLowerCase().includes(search.trim().toLowerCase()),
            )
      }
      placeholder={fields[0] === undefined || value !== '' ? undefined : `Such as ${fields[0]}`}
      limit={100}
      spellCheck={false}
      autoCapitalize="off"
    />
  );
}
