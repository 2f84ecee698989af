import { Anchor, Box, Breadcrumbs, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  /** The one h1 of the page, and the title of its tab. */
  title: string;
  description?: ReactNode;
  /** Where the page stands, without itself. */
  parents?: { label: string; to: string }[];
  /** Beside the title: a status. */
  badges?: ReactNode;
  /** On the right: buttons. */
  actions?: ReactNode;
}

/** The head of a page. */
export function PageHeader({ title, description, parents = [], badges, actions }: PageHeaderProps) {
  useDocumentTitle(`${title} · Tidings`);
  return (
    <Box component="header" mb="lg">
      {parents.length > 0 && (
        <Breadcrumbs mb={6} separator="›">
          {parents.map(({ label, to }) => (
            <Anchor key={to} component={Link} to={to} size="sm">
              {label}
            </Anchor>
          ))}
        </Breadcrumbs>
      )}
      <Group justify="space-between" align="flex-start" gap="md">
        <Box style={{ minWidth: 0, flex: '1 1 18rem' }}>
          <Group gap="sm">
            <Title order={1} size="h2" className="wrap-anywhere">
              {title}
            </Title>
            {badges}
          </Group>
          {description && (
            <Text c="dimmed" mt={4} maw="70ch">
              {description}
            </Text>
          )}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    </Box>
  );
}
