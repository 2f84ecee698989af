import { Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { printCount } from './format.ts';

interface PagerProps {
  /** The token of the page that is shown; undefined: the first. */
  token: string | undefined;
  nextPage: string | null;
  /** Goes to a page; pushes an entry of the history, so that the browser's way back is the previous page. */
  onPage: (token: string | undefined) => void;
  /** How many there are in all, if that is known. */
  total?: number | null;
  /** What is listed, in the singular. */
  noun?: string;
}

/** Pages of a list that the server answers with tokens, where there are several: forward, back to the first, and the browser's way back. */
export function Pager({ token, nextPage, onPage, total, noun = 'entry' }: PagerProps) {
  const only = token === undefined && nextPage === null;
  if (only && !total) return null;
  return (
    <Group component="nav" aria-label="Pages" justify="space-between" mt="md">
      <Text size="sm" c="dimmed" className="tabular">
        {typeof total === 'number' && printCount(total, noun, noun === 'entry' ? 'entries' : undefined)}
      </Text>
      {!only && (
        <Group gap="xs">
          {token !== undefined && (
            <Button variant="subtle" size="xs" onClick={() => onPage(undefined)}>
              First page
            </Button>
          )}
          <Button
            variant="default"
            size="xs"
            leftSection={<IconChevronLeft size={14} aria-hidden />}
            disabled={token === undefined}
            onClick={() => window.history.back()}
          >
            Previous
          </Button>
          <Button
            variant="default"
            size="xs"
            rightSection={<IconChevronRight size={14} aria-hidden />}
            disabled={nextPage === null}
            onClick={() => onPage(nextPage ?? undefined)}
          >
            Next
          </Button>
        </Group>
      )}
    </Group>
  );
}
