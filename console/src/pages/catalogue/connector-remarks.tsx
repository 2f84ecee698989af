import { Badge, Card, Code, List, Text, Title } from '@mantine/core';
import type { ElementSetup } from '../../api/catalogue-queries.ts';

const outcomes = {
  notRun: { word: 'Not run', color: 'red' },
  changed: { word: 'Done in another way', color: 'yellow' },
  ignored: { word: 'Without meaning here', color: 'gray' },
} as const;

/** What of an imported connector does not run as it is written. */
export function ConnectorRemarks({ remarks }: { remarks: ElementSetup['remarks'] }) {
  if (remarks.length === 0) return null;
  return (
    <Card>
      <Title order={2} size="h4" mb={4}>
        Remarks
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        What of its document does not run here, or not as it is written.
      </Text>
      <List size="sm" spacing="sm" listStyleType="none" withPadding={false}>
        {remarks.map(({ path, outcome, reason }) => (
          <List.Item key={`${path} ${reason}`}>
            <Badge color={outcomes[outcome].color} mr={6}>
              {outcomes[outcome].word}
            </Badge>
            <Code className="wrap-anywhere">{path}</Code> {reason}
          </List.Item>
        ))}
      </List>
    </Card>
  );
}
