import { Anchor, Code, List, ScrollArea, Stack, Table, Text, Title } from '@mantine/core';
import { parseInline } from './parse-inline.ts';
import type { Block } from './parse-markdown.ts';

/** Markdown as elements; no HTML of the text reaches the page. */
export function Markdown({ blocks, headingOrder = 3 }: { blocks: readonly Block[]; headingOrder?: 3 | 4 }) {
  return (
    <Stack gap="sm">
      {blocks.map((block, index) => (
        // Blocks never move: the text is shown as it is.
        // oxlint-disable-next-line react/no-array-index-key
        <BlockView key={index} block={block} headingOrder={headingOrder} />
      ))}
    </Stack>
  );
}

function BlockView({ block, headingOrder }: { block: Block; headingOrder: 3 | 4 }) {
  switch (block.kind) {
    case 'heading':
      return (
        <Title order={headingOrder} size="h5">
          <Line text={block.text} />
        </Title>
      );
    case 'paragraph':
      return (
        <Text size="sm">
          <Line text={block.text} />
        </Text>
      );
    case 'list':
      return (
        <List size="sm" type={block.ordered ? 'ordered' : 'unordered'} spacing={6} withPadding={false}>
          {block.items.map((item) => (
            <List.Item key={item}>
              <Line text={item} />
            </List.Item>
          ))}
        </List>
      );
    case 'code':
      return <Code block>{block.text}</Code>;
    case 'table':
      return <TableView head={block.head} rows={block.rows} />;
  }
}

function TableView({ head, rows }: { head: string[]; rows: string[][] }) {
  return (
    <ScrollArea type="auto" offsetScrollbars="x" viewportProps={{ tabIndex: 0 }}>
      <Table
        fz="sm"
        verticalSpacing={6}
        highlightOnHover={false}
        miw={rows.length > 0 && head.length > 2 ? 520 : undefined}
      >
        <Table.Thead>
          <Table.Tr>
            {head.map((cell) => (
              <Table.Th key={cell}>
                <Line text={cell} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((cells) => (
            <Table.Tr key={cells.join('|')}>
              {cells.map((cell, column) => (
                // oxlint-disable-next-line react/no-array-index-key
                <Table.Td key={column} style={{ verticalAlign: 'top' }}>
                  <Line text={cell} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function Line({ text }: { text: string }) {
  return parseInline(text).map((piece, index) => {
    // oxlint-disable-next-line react/no-array-index-key
    const key = index;
    switch (piece.kind) {
      case 'text':
        return piece.text;
      case 'code':
        return (
          <Code key={key} className="wrap-anywhere">
            {piece.text}
          </Code>
        );
      case 'strong':
        return <strong key={key}>{piece.text}</strong>;
      case 'link':
        return (
          <Anchor key={key} href={piece.href} target="_blank" rel="noreferrer" size="sm" className="wrap-anywhere">
            {piece.text}
          </Anchor>
        );
    }
  });
}
