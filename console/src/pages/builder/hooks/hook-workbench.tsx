import { Button, Grid, Group, Stack, Switch, Text } from '@mantine/core';
import { IconDeviceFloppy, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { CodeEditor } from '../../../parts/code-editor/code-editor.tsx';
import { confirm } from '../../../parts/confirm.tsx';
import { type HookPart, type HookPlace, kindLabels } from './hook-place.ts';
import { hookReferences } from './hook-reference.ts';
import { HookResult } from './hook-result.tsx';
import { HookTools } from './hook-tools.tsx';
import { useDeleteHook } from './use-element-hooks.ts';
import { type HookDraft, type HookDraftOf, useHookDraft } from './use-hook-draft.ts';

/** One hook: its code, what it receives and gives, a sample, and what comes of trying it. */
export function HookWorkbench(of: HookDraftOf) {
  const { elementKey, place } = of;
  const draft = useHookDraft(of);
  const { faults, trial } = draft;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack>
          <CodeEditor
            language="javascript"
            label="Code of the hook"
            description={hookReferences[place.kind].purpose}
            value={draft.code}
            onChange={draft.setCode}
            minHeight="18rem"
            maxHeight="36rem"
            issues={draft.issues}
            completions={draft.completions}
            onRun={draft.tryIt}
            onSave={draft.keep}
          />
          <HookActions of={of} draft={draft} />
          {Object.keys(faults).length > 0 && (
            <Text size="sm" c="red">
              The sample cannot be used: {Object.values(faults).join(' ')}
            </Text>
          )}
          <HookResult report={trial.data} isPending={trial.isPending} kind={place.kind} />
          <Switch
            label="The code returns its result"
            description="For code of old hooks; new ones call done(result)."
            checked={draft.legacy}
            onChange={(event) => draft.setLegacy(event.currentTarget.checked)}
          />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <HookTools
          elementKey={elementKey}
          kind={place.kind}
          sample={draft.sample}
          onSample={draft.setSample}
          faults={faults}
        />
      </Grid.Col>
    </Grid>
  );
}

function HookActions({ of: { elementKey, place, hook }, draft }: { of: HookDraftOf; draft: HookDraft }) {
  const { trial, save, mayChange } = draft;
  return (
    <Group gap="sm">
      <Button
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        onClick={draft.tryIt}
        loading={trial.isPending}
        disabled={Object.keys(draft.faults).length > 0}
      >
        Try it
      </Button>
      {mayChange && (
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          onClick={draft.keep}
          loading={save.isPending}
          disabled={hook !== undefined && !draft.isDirty}
        >
          Save
        </Button>
      )}
      {mayChange && hook && <DeleteHook elementKey={elementKey} place={place} hook={hook} />}
      <Text size="xs" c="dimmed" visibleFrom="sm">
        Ctrl or Cmd with Enter tries it, with S saves it.
      </Text>
    </Group>
  );
}

function DeleteHook({ elementKey, place, hook }: { elementKey: string; place: HookPlace; hook: HookPart }) {
  const remove = useDeleteHook(elementKey, place);
  const ask = async () => {
    const sure = await confirm({
      title: 'Delete the hook?',
      body: `"${kindLabels[place.kind]}" of ${elementKey}. Instances use the connector without it from the next request on. This cannot be taken back.`,
      confirmLabel: 'Delete the hook',
    });
    if (sure) remove.mutate(String(hook.id));
  };
  return (
    <Button
      variant="subtle"
      color="red"
      leftSection={<IconTrash size={16} aria-hidden />}
      onClick={() => void ask()}
      loading={remove.isPending}
    >
      Delete
    </Button>
  );
}
