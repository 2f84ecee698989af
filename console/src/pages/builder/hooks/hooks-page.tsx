import { Alert, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { components } from '../../../api/openapi-types.ts';
import { PageHeader } from '../../../parts/page-header.tsx';
import { QueryState } from '../../../parts/query-state.tsx';
import { type RawSearch, textOf, useUrlState, wordOf } from '../../../parts/use-url-state.ts';
import { hookKinds, hookOfKind, type HookPlace, resourcesOf } from './hook-place.ts';
import { PlaceChoice } from './place-choice.tsx';
import { HookWorkbench } from './hook-workbench.tsx';
import { elementQuery } from './use-element-hooks.ts';

const placeOfUrl = (search: RawSearch): HookPlace => {
  const resourceId = textOf(search, 'resource');
  const kind = wordOf(search, 'kind', hookKinds) ?? (resourceId === undefined ? 'event' : 'preRequest');
  return resourceId === undefined || kind === 'event' ? { kind } : { kind, resourceId };
};

/** All hooks of a connector: for its webhooks, around all its requests, and around those of its resources. */
export function HooksPage() {
  const { key = '' } = useParams({ strict: false });
  const [place] = useUrlState(placeOfUrl);
  const query = useQuery(elementQuery(key));
  return (
    <>
      <PageHeader
        title="Hooks"
        description="JavaScript of the connector: it makes events of webhooks, and runs around requests to the provider."
        parents={[
          { label: 'Builder', to: '/builder' },
          { label: query.data?.name ?? key, to: `/builder/${key}` },
        ]}
      />
      <QueryState query={query} what="the hooks">
        {(element) => <Hooks element={element} place={place} />}
      </QueryState>
    </>
  );
}

function Hooks({ element, place }: { element: components['schemas']['ElementDetails']; place: HookPlace }) {
  const resources = resourcesOf(element.resources);
  const resource = resources.find(({ id }) => id === place.resourceId);
  const hook = hookOfKind(resource ? resource.hooks : element.hooks, place.kind);
  const remarks = element.remarks.filter(({ path }) => path.includes('hooks'));
  return (
    <Stack>
      <PlaceChoice elementKey={element.key} hooks={element.hooks} resources={resources} place={place} />
      {!element.private && (
        <Alert variant="light" title="This connector comes with the server">
          Its hooks can be read and tried. Clone it to change them.
        </Alert>
      )}
      {remarks.map(({ path, reason }) => (
        <Alert key={`${path} ${reason}`} variant="light" color="yellow" title={path}>
          {reason}
        </Alert>
      ))}
      <HookWorkbench
        key={`${place.kind} ${place.resourceId ?? ''} ${String(hook?.id ?? 'new')}`}
        elementKey={element.key}
        place={resource ? place : { kind: place.kind }}
        resource={resource}
        hook={hook}
        canChange={element.private}
      />
    </Stack>
  );
}
