import { Box, Card, Group, Loader, Select, Stack, Text, TextInput, Title, VisuallyHidden } from '@mantine/core';
import { ErrorState } from '../../../parts/error-state.tsx';
import { LoadingState } from '../../../parts/loading-state.tsx';
import type { PolledResource } from './event-settings.ts';
import { placeholdersOf, textSetting } from './poll-entry.ts';
import classes from './preview-panel.module.css';
import { PreviewFindings } from './preview-findings.tsx';
import { PreviewQuery } from './preview-query.tsx';
import { PreviewSampleView } from './preview-sample-view.tsx';
import type { PreviewState } from './use-preview.ts';

/** What the preview supposes. */
export interface PreviewInput {
  lastPollDate: string;
  /** Values of placeholders such as {listId}. */
  values: Readonly<Record<string, string>>;
}

interface PreviewPanelProps {
  resources: readonly PolledResource[];
  resource: PolledResource;
  onSelect: (id: string) => void;
  state: PreviewState;
  input: PreviewInput;
  onInput: (input: PreviewInput) => void;
  sample: {
    text: string;
    problem: string | undefined;
    onChange: (text: string) => void;
    onReset: (() => void) | undefined;
  };
}

/** What the next poll of a resource would ask, and what it would make of a record. Follows the form. */
export function PreviewPanel({ resources, resource, onSelect, state, input, onInput, sample }: PreviewPanelProps) {
  const { preview, error, isFetching, retry } = state;
  return (
    <Card component="section" aria-labelledby="preview-title" className={classes.panel ?? ''}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="preview-title">
          Live preview
        </Title>
        <Box h={20} w={20}>
          {isFetching && (
            <>
              <Loader size={16} aria-hidden />
              <VisuallyHidden>The preview is being brought up to date</VisuallyHidden>
            </>
          )}
        </Box>
      </Group>
      <Stack gap="md">
        {resources.length > 1 && (
          <Select
            label="Resource"
            data={resources.map(({ id, name }) => ({ value: id, label: name || 'Unnamed resource' }))}
            value={resource.id}
            onChange={(id) => id && onSelect(id)}
            allowDeselect={false}
          />
        )}
        <Suppositions
          resource={resource}
          input={input}
          onInput={onInput}
          lastPollDate={preview?.lastPollDate}
          issue={preview?.issues.find(({ path }) => path === 'lastPollDate')?.message}
        />
        {error && !isFetching && <ErrorState error={error} title="There is no preview" onRetry={retry} />}
        {!preview && !error && <LoadingState rows={4} label="Loading the preview" />}
        {preview && (
          <>
            <PreviewFindings preview={preview} />
            <PreviewQuery preview={preview} />
          </>
        )}
        <PreviewSampleView {...sample} preview={preview} />
      </Stack>
    </Card>
  );
}

interface SuppositionsProps extends Pick<PreviewPanelProps, 'resource' | 'input' | 'onInput'> {
  /** What the preview has taken it to be. */
  lastPollDate: string | undefined;
  issue: string | undefined;
}

function Suppositions({ resource, input, onInput, lastPollDate, issue }: SuppositionsProps) {
  const names = placeholdersOf(textSetting(resource.entry, 'url'));
  return (
    <>
      <TextInput
        label="If the last poll began at"
        placeholder={lastPollDate}
        value={input.lastPollDate}
        onChange={({ currentTarget }) => onInput({ ...input, lastPollDate: currentTarget.value })}
        error={issue}
        description={input.lastPollDate === '' ? 'Empty: one interval ago' : undefined}
        spellCheck={false}
      />
      {names.map((name) => (
        <TextInput
          key={name}
          label={`Value of {${name}}`}
          description="From the configuration of the instance"
          value={input.values[name] ?? ''}
          onChange={({ currentTarget }) =>
            onInput({ ...input, values: { ...input.values, [name]: currentTarget.value } })
          }
        />
      ))}
      {names.length > 0 && (
        <Text size="sm" c="dimmed">
          Left empty, each value of a list is polled where the connector knows one.
        </Text>
      )}
    </>
  );
}
