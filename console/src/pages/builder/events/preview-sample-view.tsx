import { Box, Button, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import { CodeEditor } from '../../../parts/code-editor/code-editor.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { previewFaults } from './preview-faults.ts';
import { outcomeTone, outcomeWord, ruleSentence, type PollingPreview, type PreviewSample } from './preview-words.ts';

interface PreviewSampleViewProps {
  text: string;
  problem: string | undefined;
  onChange: (text: string) => void;
  /** Undefined: it is the example already. */
  onReset: (() => void) | undefined;
  preview: PollingPreview | undefined;
}

/** A record to try: how its dates are read, and what the next poll would make of it. */
export function PreviewSampleView({ text, problem, onChange, onReset, preview }: PreviewSampleViewProps) {
  const sample = problem === undefined ? preview?.sample : undefined;
  const refused = preview?.issues.find(({ path }) => path === 'sample')?.message;
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Title order={3} size="h6">
          A record to try
        </Title>
        {onReset && (
          <Button variant="subtle" size="compact-xs" onClick={onReset}>
            Back to the example
          </Button>
        )}
      </Group>
      <CodeEditor
        language="json"
        label="Sample record"
        hideLabel
        value={text}
        onChange={onChange}
        minHeight="7rem"
        maxHeight="18rem"
        error={problem === undefined ? refused : undefined}
      />
      {sample && <Judged sample={sample} fails={preview !== undefined && previewFaults(preview).length > 0} />}
    </Stack>
  );
}

/** `fails`: the resource cannot be polled, so that nothing comes of its records. */
function Judged({ sample, fails }: { sample: PreviewSample; fails: boolean }) {
  const { decision, recordId, idFound } = sample;
  return (
    <Stack gap={6}>
      <Table verticalSpacing={4} horizontalSpacing="xs" fz="sm" aria-label="How the record is read">
        <Table.Tbody>
          <Table.Tr>
            <Table.Th scope="row">Id</Table.Th>
            <Table.Td className="wrap-anywhere">
              {idFound ? <Code>{recordId}</Code> : 'None: the record is known by its content'}
            </Table.Td>
          </Table.Tr>
          <ReadDate label="Updated" date={sample.updated} />
          <ReadDate label="Created" date={sample.created} />
        </Table.Tbody>
      </Table>
      <Box component="output" display="block">
        <Group gap="xs" mb={2}>
          <Text size="sm" fw={600}>
            The next poll:
          </Text>
          {fails ? (
            <StatusBadge tone="bad">Fails</StatusBadge>
          ) : (
            <StatusBadge tone={outcomeTone[decision.outcome]}>{outcomeWord[decision.outcome]}</StatusBadge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {fails ? 'The resource cannot be polled as it is: see above.' : ruleSentence(decision)}
        </Text>
      </Box>
    </Stack>
  );
}

function ReadDate({ label, date }: { label: string; date: PreviewSample['updated'] }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{label}</Table.Th>
      <Table.Td className="wrap-anywhere">
        {date === undefined && (
          <Text size="sm" c="dimmed">
            No date that can be read
          </Text>
        )}
        {date?.instant !== undefined && (
          <>
            <Code>{JSON.stringify(date.found)}</Code> is <span className="tabular">{date.instant}</span>
          </>
        )}
        {date?.reason !== undefined && (
          <Text size="sm" c={date.reading === 'unparsable' ? 'var(--mantine-color-error)' : undefined}>
            {date.reason}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
