import { Anchor, Code, ScrollArea, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { HookKind } from './hook-place.ts';
import { helpers, hookReferences, type ReferenceEntry } from './hook-reference.ts';

/** What a hook of a kind receives, what it gives, and what it can call. */
export function HookReferencePanel({ kind }: { kind: HookKind }) {
  const { receives, gives } = hookReferences[kind];
  const given = kind === 'event' ? 'done({ events: […] }), each event with' : 'done({ … }), all optional, with';
  return (
    <ScrollArea.Autosize
      mah="34rem"
      type="auto"
      offsetScrollbars="present"
      viewportProps={{ tabIndex: 0, 'aria-label': 'Function reference' }}
    >
      <Entries title="It receives" entries={receives} />
      <Entries title="It calls" lead={given} entries={gives} />
      <Entries title="It can use" entries={helpers} />
      <Text size="sm" c="dimmed" mt="xs">
        A hook has 1 second and 64 MiB, no network and no files.{' '}
        <Anchor
          component={Link}
          to="/api-docs"
          search={{ operation: 'POST /elements/{keyOrId}/hooks/trial' } as never}
          inherit
        >
          How a trial works
        </Anchor>
      </Text>
    </ScrollArea.Autosize>
  );
}

function Entries({ title, lead, entries }: { title: string; lead?: string; entries: readonly ReferenceEntry[] }) {
  return (
    <>
      <Title order={3} size="h6" mt="xs">
        {title}
      </Title>
      {lead && (
        <Text size="sm" mt={2}>
          <Code>{lead}</Code>
        </Text>
      )}
      <Table verticalSpacing={6} horizontalSpacing={0} highlightOnHover={false} aria-label={title} fz="sm">
        <Table.Tbody>
          {entries.map(({ name, type, meaning }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400} style={{ verticalAlign: 'top', width: '44%', paddingRight: 8 }}>
                <Code className="wrap-anywhere" bg="transparent" p={0}>
                  {name}
                </Code>
                <Text size="xs" c="dimmed">
                  {type}
                </Text>
              </Table.Th>
              <Table.Td style={{ verticalAlign: 'top' }}>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
