import { Alert, Button, Code, FileInput, Group, List, Stack, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { CodeEditor } from '../../../parts/code-editor/code-editor.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { readDocument } from './read-document.ts';
import { type ElementDetails, useMakeConnector } from './use-connector-actions.ts';

/** Makes a connector from an element document that was exported, here or from another system of the family. */
export function ImportConnectorForm({ onMade }: { onMade: (connector: ElementDetails) => void }) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const make = useMakeConnector();
  const { error } = make;
  const issues = useMemo(() => (error instanceof ApiError ? error.issues : []), [error]);
  const submit = () => {
    const read = readDocument(text);
    setFault('fault' in read ? read.fault : undefined);
    if ('document' in read) make.mutate(read.document);
  };
  if (make.data) return <Imported connector={make.data} onGoOn={onMade} />;
  return (
    <Stack>
      <FileInput
        label="File"
        description="The JSON that an export gives."
        accept="application/json,.json"
        placeholder="Choose a file"
        leftSection={<IconFileImport size={16} aria-hidden />}
        onChange={(file) => void file?.text().then(setText)}
        clearable
      />
      <CodeEditor
        language="json"
        label="Or paste it"
        value={text}
        onChange={setText}
        minHeight="10rem"
        maxHeight="20rem"
        issues={issues}
        error={fault}
        onRun={submit}
      />
      {error && <ErrorState error={error} title="The connector was not imported" />}
      <Group justify="flex-end">
        <Button onClick={submit} loading={make.isPending} disabled={text.trim() === ''}>
          Import
        </Button>
      </Group>
    </Stack>
  );
}

function Imported({ connector, onGoOn }: { connector: ElementDetails; onGoOn: (connector: ElementDetails) => void }) {
  const { remarks, name } = connector;
  return (
    <Stack>
      {remarks.length === 0 ? (
        <Alert color="green" variant="light" title={`${name} is imported`}>
          All of it runs as it is written.
        </Alert>
      ) : (
        <Alert color="yellow" variant="light" title={`${name} is imported, with remarks`}>
          <Text size="sm" mb="xs">
            What of it does not run here, or not as it is written:
          </Text>
          <List size="sm">
            {remarks.slice(0, 50).map(({ path, reason }) => (
              <List.Item key={`${path} ${reason}`} className="wrap-anywhere">
                <Code>{path}</Code> {reason}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group justify="flex-end">
        <Button onClick={() => onGoOn(connector)} data-autofocus>
          Open the connector
        </Button>
      </Group>
    </Stack>
  );
}
