import { Autocomplete, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMayWrite } from '../../../api/use-session.ts';
import { dateFormatsQuery, keepDateFormat, type DateFormat } from './date-formats-query.ts';

interface FormatFieldProps {
  label: string;
  /** Where the label says too little by itself. */
  'aria-label'?: string;
  value: string;
  onChange: (value: string) => void;
  /** What the preview says is wrong. */
  error: string | undefined;
  placeholder?: string;
}

/** Fields of one row are level, however long what stands below them is. */
export const belowInput: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** A date format of the table, or one that is typed: it is checked by the server and kept for the next time. */
export function FormatField({ value, onChange, error, placeholder, ...names }: FormatFieldProps) {
  const { data: formats = [] } = useQuery(dateFormatsQuery);
  const mayWrite = useMayWrite();
  const client = useQueryClient();
  const keep = useMutation({
    mutationFn: keepDateFormat,
    onSuccess: () => client.invalidateQueries({ queryKey: dateFormatsQuery.queryKey }),
  });
  const known = formats.find(({ format }) => format === value.trim());
  const check = () => {
    if (mayWrite && value.trim() !== '' && !known) keep.mutate(value);
  };
  const ownFault = keep.isError && keep.variables === value ? keep.error.message : undefined;
  return (
    <Autocomplete
      {...names}
      inputWrapperOrder={belowInput}
      value={value}
      onChange={onChange}
      onBlur={check}
      onOptionSubmit={onChange}
      data={[...new Set(formats.map(({ format }) => format))]}
      filter={({ options, search }) =>
        formats.some(({ format }) => format === search) ? options : matching(options, search)
      }
      renderOption={({ option }) => <Option formats={formats} format={option.value} />}
      placeholder={placeholder ?? 'Choose or type one'}
      description={known ? `For example ${known.example}` : 'One that you type is kept for future use'}
      error={ownFault ?? error}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      maxDropdownHeight={320}
      spellCheck={false}
      autoCapitalize="off"
      styles={{
        input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 'var(--mantine-font-size-xs)' },
      }}
    />
  );
}

type Options = NonNullable<Parameters<NonNullable<React.ComponentProps<typeof Autocomplete>['filter']>>[0]>['options'];

const matching = (options: Options, search: string): Options => {
  const typed = search.trim().toLowerCase();
  return options.filter((option) => 'value' in option && option.value.toLowerCase().includes(typed));
};

function Option({ formats, format }: { formats: readonly DateFormat[]; format: string }) {
  const example = formats.find((one) => one.format === format)?.example;
  return (
    <Group justify="space-between" gap="lg" wrap="nowrap" w="100%">
      <Text size="sm" ff="monospace">
        {format}
      </Text>
      <Text size="sm" c="dimmed">
        {example}
      </Text>
    </Group>
  );
}
