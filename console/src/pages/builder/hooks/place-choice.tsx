import { Group, SegmentedControl, Select, Text, useMatches } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import {
  type HookKind,
  hookKinds,
  hookOfKind,
  type HookPlace,
  type HookResource,
  kindLabels,
  placesOf,
  requestKinds,
} from './hook-place.ts';

interface PlaceChoiceProps {
  elementKey: string;
  hooks: readonly unknown[];
  resources: readonly HookResource[];
  place: HookPlace;
}

const whole = '';

/** Which hook is shown: of the connector as a whole, or of one resource; and which kind of it. */
export function PlaceChoice({ elementKey, hooks, resources, place }: PlaceChoiceProps) {
  const navigate = useNavigate();
  const id = useId();
  const orientation = useMatches({ base: 'vertical', sm: 'horizontal' } as const);
  const go = ({ kind, resourceId }: HookPlace) =>
    void navigate({
      to: `/builder/${elementKey}/hooks`,
      search: { kind, ...(resourceId !== undefined && { resource: resourceId }) } as never,
      resetScroll: false,
    } as never);
  const resource = resources.find((one) => one.id === place.resourceId);
  const around = resource ? resource.hooks : hooks;
  const kinds: readonly HookKind[] = resource ? requestKinds : hookKinds;
  const ofResources = new Set(placesOf([], resources).map(({ resourceId }) => resourceId));
  const owners = [
    { value: whole, label: 'The connector as a whole' },
    ...resources.map((one) => ({
      value: one.id,
      label: ofResources.has(one.id) ? `${one.label} (has hooks)` : one.label,
    })),
  ];
  const choose = (value: string | null) => {
    if (value === null || value === whole) return go({ kind: place.kind });
    return go({ kind: place.kind === 'event' ? 'preRequest' : place.kind, resourceId: value });
  };
  return (
    <Group align="flex-end" gap="md">
      <Select
        label="Hooks of"
        data={owners}
        value={resource?.id ?? whole}
        onChange={choose}
        allowDeselect={false}
        searchable={resources.length > 8}
        miw={240}
      />
      <div>
        <Text size="sm" fw={500} id={id} mb={2}>
          Runs
        </Text>
        <SegmentedControl
          aria-labelledby={id}
          orientation={orientation}
          value={place.kind}
          onChange={(kind) => go({ kind: kind as HookKind, resourceId: resource?.id })}
          data={kinds.map((kind) => ({ value: kind, label: labelOf(kind, around) }))}
        />
      </div>
    </Group>
  );
}

const runs: Record<HookKind, string> = { ...kindLabels, event: 'For a webhook' };

const labelOf = (kind: HookKind, hooks: readonly unknown[]): string =>
  hookOfKind(hooks, kind) ? `${runs[kind]} •` : runs[kind];
