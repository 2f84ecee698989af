import { Group, Pagination, Text } from '@mantine/core';
import { printCount } from './format.ts';

interface NumberedPagerProps {
  /** From 1 on. */
  page: number;
  pageSize: number;
  /** How many there are on all pages. */
  total: number;
  /** Goes to a page; pushes an entry of the history. */
  onPage: (page: number) => void;
  /** What is listed, in the singular. */
  noun: string;
}

const controls = { first: 'First page', previous: 'Previous page', next: 'Next page', last: 'Last page' } as const;

/** Pages of a list that counts. */
export function NumberedPager({ page, pageSize, total, onPage, noun }: NumberedPagerProps) {
  const pages = Math.ceil(total / pageSize);
  return (
    <Group component="nav" aria-label="Pages" justify="space-between" mt="md">
      <Text size="sm" c="dimmed" className="tabular">
        {printCount(total, noun)}
      </Text>
      {pages > 1 && (
        <Pagination
          size="sm"
          value={page}
          total={pages}
          onChange={onPage}
          getControlProps={(control) => ({ 'aria-label': controls[control] })}
          getItemProps={(number) => ({ 'aria-label': `Page ${number}` })}
        />
      )}
    </Group>
  );
}
