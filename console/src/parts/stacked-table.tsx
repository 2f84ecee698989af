import { Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './stacked-table.module.css';

export type StackedColumns = readonly { label: string; align?: 'right'; hidden?: true }[];

interface StackedTableProps {
  /** What is listed. */
  label: string;
  columns: StackedColumns;
  /** Rows, whose cells have the label of their column as `data-label`. */
  children: ReactNode;
}

/** A table that becomes a list of blocks on a phone. */
export function StackedTable({ label, columns, children }: StackedTableProps) {
  return (
    <div className={classes.frame}>
      <Table aria-label={label} className={classes.table} fz="sm">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.label} ta={column.align}>
                {column.hidden ? <VisuallyHidden>{column.label}</VisuallyHidden> : column.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </div>
  );
}
