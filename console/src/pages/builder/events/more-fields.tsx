import { NumberInput, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { flagSetting, textSetting, withSetting, type PollEntry, type PollSetting } from './poll-entry.ts';
import { issueOf, type PollingPreview } from './preview-words.ts';

interface MoreFieldsProps {
  entry: PollEntry;
  onChange: (entry: PollEntry) => void;
  issues: PollingPreview['issues'] | undefined;
}

const numbers: { setting: PollSetting; label: string; description: string; suffix: string }[] = [
  {
    setting: 'createdCheckTolerance',
    label: 'Created check tolerance',
    description: 'How far the two dates of a new record may differ',
    suffix: ' s',
  },
  {
    setting: 'pollDelay',
    label: 'Poll delay',
    description: 'Taken off the last poll date, for providers that show records late',
    suffix: ' s',
  },
  { setting: 'pageSize', label: 'Page size', description: 'Records per page; 20 where nothing says more', suffix: '' },
];

const flags: { setting: PollSetting; label: string; description: string; byDefault: boolean }[] = [
  {
    setting: 'filterByUpdatedDate',
    label: 'Filter by updated date',
    description: 'Off: the created date decides whether a record is new since the last poll.',
    byDefault: true,
  },
  {
    setting: 'filterByCurrentDate',
    label: 'Leave records of the future for later',
    description: 'Records dated after the start of a poll wait for the next one.',
    byDefault: false,
  },
  {
    setting: 'createdWhenNew',
    label: 'Created when new',
    description:
      'A record never seen before that was created since the last poll is CREATED, even if it was edited since.',
    byDefault: false,
  },
  {
    setting: 'changedFields',
    label: 'Tell which fields changed',
    description: 'UPDATED events name the fields that differ from the version told before.',
    byDefault: false,
  },
  {
    setting: 'keepRecords',
    label: 'Keep records',
    description: 'The last version told is kept whole, so that events tell the values before, too.',
    byDefault: false,
  },
];

/** What few resources need. */
export function MoreFields({ entry, onChange, issues }: MoreFieldsProps) {
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        {numbers.map(({ setting, ...field }) => {
          const value = Number(textSetting(entry, setting));
          const isSet = textSetting(entry, setting) !== '' && Number.isFinite(value);
          return (
            <NumberInput
              key={setting}
              {...field}
              value={isSet ? value : ''}
              onChange={(next) => onChange(withSetting(entry, setting, next === '' ? undefined : Number(next)))}
              min={0}
              error={issueOf(issues, [setting])}
            />
          );
        })}
      </SimpleGrid>
      {flags.map(({ setting, byDefault, ...field }) => (
        <Switch
          key={setting}
          {...field}
          checked={flagSetting(entry, setting, byDefault)}
          onChange={({ currentTarget: { checked } }) =>
            onChange(withSetting(entry, setting, checked === byDefault ? undefined : checked))
          }
        />
      ))}
      <Text size="sm" c="dimmed">
        What the poller may rely on (settle horizon, order, how dates are compared) is set in the code, under polling.
      </Text>
    </Stack>
  );
}
