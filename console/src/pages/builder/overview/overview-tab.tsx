import { Anchor, Card, Code, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { IconBook, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { apiPrefix } from '../../../api/client.ts';
import { authenticationWord } from '../../../parts/connector-words.ts';
import { ConnectorLogo } from '../../../parts/connector-logo.tsx';
import { connectorMetadataQuery, type BuiltConnector } from '../builder-query.ts';
import { RemarkList } from './remark-list.tsx';
import { ResourcesTable } from './resources-table.tsx';

/** What a connector is, what it reads, and what of its document does not run. */
export function OverviewTab({ connector: { details } }: { connector: BuiltConnector }) {
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack gap="lg">
          <ResourcesTable details={details} />
          <RemarkList remarks={details.remarks} builtIn={!details.private} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Facts details={details} />
      </Grid.Col>
    </Grid>
  );
}

function Facts({ details }: { details: BuiltConnector['details'] }) {
  const { key, name, hub } = details;
  const metadata = useQuery(connectorMetadataQuery(key)).data;
  const description = typeof details['description'] === 'string' ? details['description'] : '';
  const baseUrl = details.configuration.find((entry) => entry.key === 'base.url')?.defaultValue;
  return (
    <Card>
      <Group wrap="nowrap" mb="md">
        <ConnectorLogo connectorKey={key} name={name} />
        <div>
          <Title order={2} size="h4">
            About
          </Title>
          <Text size="sm" c="dimmed">
            {key}
          </Text>
        </div>
      </Group>
      {description !== '' && (
        <Text size="sm" mb="md">
          {description}
        </Text>
      )}
      <Stack component="dl" gap="sm" m={0}>
        <Fact label="Hub">{hub}</Fact>
        <Fact label="Base URL">
          {typeof baseUrl === 'string' && baseUrl !== '' ? (
            <Code className="wrap-anywhere">{baseUrl}</Code>
          ) : (
            'Every account has its own'
          )}
        </Fact>
        {metadata && <Fact label="Authentication">{authenticationWord(metadata.authentication)}</Fact>}
        <Fact label="Id">{details.id}</Fact>
      </Stack>
      <Stack gap="xs" mt="lg">
        <Anchor component={Link} to={`/catalogue/${key}`} size="sm">
          <Group component="span" gap={6}>
            <IconBook size={16} aria-hidden /> Setup page in the catalogue
          </Group>
        </Anchor>
        <Anchor href={`${apiPrefix}/elements/${encodeURIComponent(key)}/export`} download={`${key}.json`} size="sm">
          <Group component="span" gap={6}>
            <IconDownload size={16} aria-hidden /> Export the document (JSON)
          </Group>
        </Anchor>
        <Anchor href={`${apiPrefix}/elements/${encodeURIComponent(key)}/docs`} download={`${key}-hub.json`} size="sm">
          <Group component="span" gap={6}>
            <IconDownload size={16} aria-hidden /> API of its hub (OpenAPI)
          </Group>
        </Anchor>
      </Stack>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} size="sm">
        {children}
      </Text>
    </div>
  );
}
