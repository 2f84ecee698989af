import { Grid, Stack } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useMayWrite } from '../../../api/use-session.ts';
import { confirm } from '../../../parts/confirm.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { useLeaveQuestion } from '../../../parts/use-leave-question.ts';
import type { BuiltConnector } from '../builder-query.ts';
import { modelledResources } from './connector-model.ts';
import { EventSwitches } from './event-switches.tsx';
import { hasProblems, settingProblems } from './event-settings.ts';
import { notAnObject, type CodeState } from './polling-code.tsx';
import { PollingSection } from './polling-section.tsx';
import { PreviewPanel, type PreviewInput } from './preview-panel.tsx';
import { SaveBar } from './save-bar.tsx';
import { useClone } from './use-clone.ts';
import { useEventForm } from './use-event-form.ts';
import { usePreview } from './use-preview.ts';
import { useSample } from './use-sample.ts';
import { useSaveEvents } from './use-save-events.tsx';
import { WebhooksSection } from './webhooks-section.tsx';

/** The Events page of a connector: whether and how its changes become events, with a preview of what polls do. */
export function EventsTab({ connector }: { connector: BuiltConnector }) {
  const { details } = connector;
  const { form, broken, stored, version, wasSaved } = useEventForm(connector);
  const models = useMemo(() => modelledResources(details), [details]);
  const code = useCode(broken);
  const problems = settingProblems(form.values);
  const dirty = form.isDirty() || code.problem !== undefined;
  const { leaveQuietly } = useLeaveQuestion(dirty);
  const save = useSaveEvents({ connector, version, stored, wasSaved });
  const clone = useClone(details.key, leaveQuietly);
  const polls = form.values.types.includes('polling');
  const preview = useSelectedPreview(connector, form.values.resources, models);
  const discard = async () => {
    const body = 'The page shows what is stored again.';
    if (!(await confirm({ title: 'Discard the changes?', body, confirmLabel: 'Discard' }))) return;
    form.reset();
    code.reset();
  };
  const left = (
    // Who may only look is not offered to change anything.
    <fieldset disabled={!preview.allowed} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <Stack gap="lg">
        <EventSwitches form={form} problems={problems} />
        {polls && (
          <PollingSection
            form={form}
            hub={details.hub}
            models={models}
            selected={preview.selected}
            onSelect={preview.select}
            names={problems.names}
            preview={preview.state.preview}
            sample={preview.sample.sample}
            code={code}
          />
        )}
        {form.values.types.includes('webhooks') && <WebhooksSection connectorKey={details.key} />}
        {save.error && <ErrorState error={save.error} title="It was not saved" />}
        <SaveBar
          ownConnector={details.private}
          dirty={dirty}
          blocked={hasProblems(problems) || code.problem !== undefined}
          busy={save.isPending || clone.isPending}
          onSave={() => save.mutate(form.getValues())}
          onDiscard={() => void discard()}
          onClone={() => clone.mutate({ before: stored.current, after: form.getValues() })}
        />
      </Stack>
    </fieldset>
  );
  const { selected } = preview;
  const previewed = polls && preview.allowed ? selected : undefined;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: previewed ? 7 : 12 }}>{left}</Grid.Col>
      {previewed && (
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <PreviewPanel
            resources={form.values.resources}
            resource={previewed}
            onSelect={preview.select}
            state={preview.state}
            input={preview.input}
            onInput={preview.setInput}
            sample={{ ...preview.sample, problem: preview.sample.problem }}
          />
        </Grid.Col>
      )}
    </Grid>
  );
}

const firstInput: PreviewInput = { lastPollDate: '', values: {} };

/** The resource that is previewed: the one that was worked on last. */
function useSelectedPreview(
  { details }: BuiltConnector,
  resources: ReturnType<typeof useEventForm>['form']['values']['resources'],
  models: ReturnType<typeof modelledResources>,
) {
  const allowed = useMayWrite();
  const [id, select] = useState<string>();
  const [input, setInput] = useState(firstInput);
  const selected = resources.find((one) => one.id === id) ?? resources[0];
  const sample = useSample(selected, models);
  const values = Object.fromEntries(Object.entries(input.values).filter(([, value]) => value !== ''));
  const body = selected &&
    allowed && {
      resource: selected.name || 'records',
      definition: selected.entry,
      configuration: values,
      ...(input.lastPollDate !== '' && { lastPollDate: input.lastPollDate }),
      ...(sample.sample !== undefined && { sample: sample.sample }),
    };
  const state = usePreview({ connectorKey: details.key, id: selected?.id, body: body || undefined });
  return { allowed, selected, select, input, setInput, sample, state };
}

/** The code in place of the form; it is shown from the start where what is stored cannot be read. */
function useCode(broken: string | undefined): CodeState & { reset: () => void } {
  const [text, setText] = useState(broken);
  const [problem, setProblem] = useState(broken === undefined ? undefined : notAnObject);
  return {
    text,
    problem,
    change: (next, found) => {
      setText(next);
      setProblem(found);
    },
    show: (next) => {
      if (next === undefined && problem !== undefined) return;
      setText(next);
    },
    reset: () => {
      setText(broken);
      setProblem(broken === undefined ? undefined : notAnObject);
    },
  };
}
