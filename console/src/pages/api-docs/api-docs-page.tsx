import { Box, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { printCount } from '../../parts/format.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryState } from '../../parts/query-state.tsx';
import { type RawSearch, textOf, useUrlState } from '../../parts/use-url-state.ts';
import { CallRow } from './call-row.tsx';
import { apiPrefix, callsOf, groupsOf, type OpenApiDocument } from './openapi-document.ts';

const readState = (search: RawSearch) => ({ operation: textOf(search, 'operation') });

/** The API, from the document that the server gives of itself. */
export function ApiDocsPage() {
  const query = useQuery({
    queryKey: ['openapi'],
    staleTime: Infinity,
    queryFn: async (): Promise<OpenApiDocument> => {
      const response = await fetch(`${apiPrefix}/openapi.json`).catch((cause: unknown) => {
        throw ApiError.unreachable(cause);
      });
      if (!response.ok) throw ApiError.from(response, undefined);
      return (await response.json()) as OpenApiDocument;
    },
  });
  return (
    <>
      <PageHeader
        title="API"
        description="What this console does, your programs can do as well. Calls without a leading /elements/api-v2 stand below it."
      />
      <QueryState query={query} what="the description of the API" rows={10}>
        {(document) => <Calls document={document} />}
      </QueryState>
    </>
  );
}

function Calls({ document }: { document: OpenApiDocument }) {
  const [{ operation }, setState] = useUrlState(readState);
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text, 150);
  const calls = useMemo(() => callsOf(document), [document]);
  const groups = useMemo(() => groupsOf(calls, search), [calls, search]);
  const found = groups.reduce((sum, group) => sum + group.calls.length, 0);
  return (
    <Stack gap="lg">
      <Box>
        <TextInput
          aria-label="Search the calls"
          placeholder="Search: events, PUT hooks, replay…"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maw={420}
        />
        <Text size="sm" c="dimmed" mt={4} aria-live="polite">
          {found === calls.length ? printCount(found, 'call') : `${found} of ${printCount(calls.length, 'call')}`}
        </Text>
      </Box>
      {groups.length === 0 && (
        <EmptyState title="No call matches">Try one word of its path or what it does.</EmptyState>
      )}
      {groups.map(({ tag, calls: ofTag }) => (
        <section key={tag} aria-label={tag}>
          <Title order={2} size="h4" mb="xs">
            {tag}
          </Title>
          <Stack gap={6}>
            {ofTag.map((call) => (
              <CallRow
                key={call.id}
                call={call}
                schemas={document.components?.schemas ?? {}}
                isOpen={call.id === operation}
                onToggle={(isOpen) => setState({ operation: isOpen ? call.id : undefined })}
              />
            ))}
          </Stack>
        </section>
      ))}
    </Stack>
  );
}
