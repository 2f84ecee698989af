import { Badge, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { StatusBadge, type Tone } from '../../../parts/status-badge.tsx';
import type { ElementRemark } from '../builder-query.ts';

const outcomes: Record<ElementRemark['outcome'], { tone: Tone; word: string }> = {
  notRun: { tone: 'attention', word: 'Not run' },
  changed: { tone: 'waiting', word: 'Done in another way' },
  ignored: { tone: 'neutral', word: 'Without meaning here' },
};

/** What of a document does not run, or not as it is written. */
export function RemarkList({ remarks, builtIn }: { remarks: readonly ElementRemark[]; builtIn: boolean }) {
  return (
    <Card component="section" aria-labelledby="remarks">
      <Group gap="sm" mb="sm">
        <Title order={2} size="h4" id="remarks">
          Remarks of the server
        </Title>
        {remarks.length > 0 && <Badge color="gray">{remarks.length}</Badge>}
      </Group>
      {remarks.length === 0 && (
        <Text size="sm" c="dimmed">
          {builtIn ? 'None: it comes with the server.' : 'None: everything in its document runs as it is written.'}
        </Text>
      )}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {remarks.map(({ path, outcome, reason }) => (
          <li key={`${path} ${reason}`}>
            <Group gap="xs" mb={2}>
              <StatusBadge tone={outcomes[outcome].tone}>{outcomes[outcome].word}</StatusBadge>
              <Code className="wrap-anywhere">{path}</Code>
            </Group>
            <Text size="sm" className="wrap-anywhere">
              {reason}
            </Text>
          </li>
        ))}
      </Stack>
    </Card>
  );
}
