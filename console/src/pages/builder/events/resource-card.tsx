import {
  Badge,
  Button,
  Card,
  Collapse,
  Divider,
  Group,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useEffect, useId, useRef } from 'react';
import { confirm } from '../../../parts/confirm.tsx';
import { DateFields } from './date-fields.tsx';
import type { PolledResource } from './event-settings.ts';
import { FieldNameField } from './field-name-field.tsx';
import { belowInput } from './format-field.tsx';
import { MoreFields } from './more-fields.tsx';
import { textSetting, withSetting } from './poll-entry.ts';
import { issueOf, type PollingPreview } from './preview-words.ts';

interface ResourceCardProps {
  resource: PolledResource;
  /** It was just added: its URL is what one goes on with. */
  isNew: boolean;
  /** The preview shows it. */
  selected: boolean;
  onSelect: () => void;
  onChange: (change: Partial<PolledResource>) => void;
  onRemove: () => void;
  fields: readonly string[];
  nameError: string | undefined;
  /** What the server says of it. */
  issues: PollingPreview['issues'] | undefined;
}

/** One polled resource. Going into it shows its preview. */
export function ResourceCard(props: ResourceCardProps) {
  const { resource, isNew, selected, onSelect, onChange, onRemove, fields, nameError, issues } = props;
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  const url = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isNew) url.current?.focus();
  }, [isNew]);
  const { name, entry } = resource;
  const setEntry = (next: PolledResource['entry']) => onChange({ entry: next });
  return (
    <Card
      component="section"
      aria-labelledby={id}
      onFocusCapture={onSelect}
      style={selected ? { borderColor: 'var(--mantine-primary-color-filled)' } : undefined}
    >
      <CardHead id={id} name={name} selected={selected} onRemove={onRemove} />
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput
            label="Name"
            description="The objectType of its events"
            inputWrapperOrder={belowInput}
            value={name}
            onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
            error={nameError}
            required
          />
          <FieldNameField
            label="ID Field"
            description="Tells records apart; empty: by their content"
            value={textSetting(entry, 'idField')}
            onChange={(value) => setEntry(withSetting(entry, 'idField', value))}
            fields={fields}
            error={issueOf(issues, ['idField'])}
          />
        </SimpleGrid>
        <Textarea
          ref={url}
          label="URL"
          description="Path of the hub; ${gmtDate:…} in it stands for the last poll"
          inputWrapperOrder={belowInput}
          value={textSetting(entry, 'url')}
          onChange={({ currentTarget }) =>
            setEntry(withSetting(entry, 'url', currentTarget.value.replaceAll('\n', '')))
          }
          error={issueOf(issues, ['url'])}
          autosize
          minRows={1}
          required
          spellCheck={false}
          autoCapitalize="off"
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <DateFields which="updated" entry={entry} onChange={setEntry} fields={fields} issues={issues} />
        <DateFields which="created" entry={entry} onChange={setEntry} fields={fields} issues={issues} />
        <Divider />
        <Group>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={toggle}
            aria-expanded={opened}
            rightSection={
              <IconChevronDown size={14} aria-hidden style={opened ? { transform: 'rotate(180deg)' } : undefined} />
            }
          >
            More settings
          </Button>
        </Group>
        <Collapse expanded={opened}>
          <MoreFields entry={entry} onChange={setEntry} issues={issues} />
        </Collapse>
      </Stack>
    </Card>
  );
}

interface CardHeadProps extends Pick<ResourceCardProps, 'selected' | 'onRemove'> {
  id: string;
  name: string;
}

function CardHead({ id, name, selected, onRemove }: CardHeadProps) {
  const remove = async () => {
    const body = `New instances will not poll ${name || 'it'}. Instances that there are go on as they were. Nothing is stored until you save.`;
    if (await confirm({ title: `Remove ${name || 'this resource'}?`, body, confirmLabel: 'Remove' })) onRemove();
  };
  return (
    <Group justify="space-between" mb="sm" wrap="nowrap">
      <Group gap="sm">
        <Title order={3} size="h5" id={id} className="wrap-anywhere">
          {name || 'Unnamed resource'}
        </Title>
        {selected && <Badge>In the preview</Badge>}
      </Group>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => void remove()}
        aria-label={`Remove ${name || 'this resource'}`}
      >
        Remove
      </Button>
    </Group>
  );
}
