import { Fieldset, Grid } from '@mantine/core';
import { FieldNameField } from './field-name-field.tsx';
import { FormatField } from './format-field.tsx';
import { spellings, textSetting, withSetting, type PollEntry, type PollSetting } from './poll-entry.ts';
import { issueOf, type PollingPreview } from './preview-words.ts';
import { TimezoneField } from './timezone-field.tsx';

interface DateFieldsProps {
  which: 'updated' | 'created';
  entry: PollEntry;
  onChange: (entry: PollEntry) => void;
  fields: readonly string[];
  issues: PollingPreview['issues'] | undefined;
}

const titles = { updated: 'Updated Date', created: 'Created Date' } as const;

/** Field, format and timezone of one of the two dates of a record. */
export function DateFields({ which, entry, onChange, fields, issues }: DateFieldsProps) {
  const title = titles[which];
  const at = (part: 'Field' | 'Format' | 'Timezone') => {
    const setting: PollSetting = `${which}Date${part}`;
    return {
      label: part,
      'aria-label': `${title} ${part}`,
      value: textSetting(entry, setting),
      onChange: (value: string) => onChange(withSetting(entry, setting, value)),
      error: issueOf(issues, [setting, ...spellings[setting].aliases]),
    };
  };
  const updatedFormat = textSetting(entry, 'updatedDateFormat');
  const updatedZone = textSetting(entry, 'updatedDateTimezone');
  const isCreated = which === 'created';
  return (
    <Fieldset legend={title} variant="unstyled" styles={{ legend: { fontWeight: 600, marginBottom: 4 } }}>
      <Grid gap="sm">
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <FieldNameField
            {...at('Field')}
            fields={fields}
            description={isCreated ? 'When a record was made' : 'When a record was changed'}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6 }}>
          <TimezoneField
            {...at('Timezone')}
            byDefault={isCreated && updatedZone !== '' ? `As updated: ${updatedZone}` : 'UTC'}
          />
        </Grid.Col>
        <Grid.Col span={12}>
          <FormatField
            {...at('Format')}
            {...(isCreated && updatedFormat !== '' && { placeholder: `As updated: ${updatedFormat}` })}
          />
        </Grid.Col>
      </Grid>
    </Fieldset>
  );
}
