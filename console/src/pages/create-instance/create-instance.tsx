import { Button, Group, Paper, SegmentedControl, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, answerOf } from '../../api/client.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import type { ElementSetup } from '../../api/catalogue-queries.ts';
import { AccountSection } from './account-section.tsx';
import { CodeSection } from './code-section.tsx';
import { ConsentPanel } from './consent-panel.tsx';
import { EventsSection } from '../../parts/instance-form/events-section.tsx';
import { GeneralSection } from '../../parts/instance-form/general-section.tsx';
import type { Made } from './made.ts';
import { NextSteps } from './next-steps.tsx';
import { parentsOf } from './parents.ts';
import { showFirstError } from '../../parts/instance-form/show-first-error.ts';
import { toInstanceBody } from '../../parts/instance-form/to-request.ts';
import { useLeaveQuestion } from '../../parts/use-leave-question.ts';
import { useConsent } from './use-consent.ts';
import { useDraft } from '../../parts/instance-form/use-draft.ts';

const views = [
  { value: 'form', label: 'Form' },
  { value: 'code', label: 'Code' },
];

/** The form for a new instance, and what comes after it. */
export function CreateInstance({ setup }: { setup: ElementSetup }) {
  const form = useDraft(setup);
  const [view, setView] = useState('form');
  const [readable, setReadable] = useState(true);
  const making = useMaking(setup, form);
  useLeaveQuestion(form.isChanged && !making.made);
  if (making.made) return <NextSteps made={making.made} setup={setup} draft={form.draft} />;
  const { consent } = making;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!form.check()) return showFirstError();
    making.make();
  };
  const changeView = (next: string) => {
    setReadable(true);
    setView(next);
  };
  return (
    <>
      <PageHeader
        title={`New instance of ${setup.name}`}
        parents={parentsOf(setup)}
        actions={<SegmentedControl aria-label="View" data={views} value={view} onChange={changeView} />}
      />
      <form onSubmit={submit} noValidate>
        <Stack gap="lg" maw={860}>
          <GeneralSection form={form} />
          {view === 'code' ? (
            <CodeSection form={form} onReadable={setReadable} />
          ) : (
            <>
              <AccountSection form={form} />
              <EventsSection form={form} />
            </>
          )}
          {making.error && <ErrorState error={making.error} title="The instance was not made" />}
          <ConsentPanel consent={consent} name={setup.name} />
          <Paper p="sm" shadow="sm" pos="sticky" bottom="var(--mantine-spacing-sm)" style={{ zIndex: 5 }}>
            <Group justify="flex-end" gap="xs">
              <Button component={Link} to={`/catalogue/${setup.key}`} variant="subtle">
                Cancel
              </Button>
              <Button type="submit" loading={making.isBusy} disabled={!readable || consent.waiting !== undefined}>
                Create Instance
              </Button>
            </Group>
          </Paper>
        </Stack>
      </form>
    </>
  );
}

/** Makes the instance: by a consent where the connector asks for one, else at once. */
function useMaking(setup: ElementSetup, form: ReturnType<typeof useDraft>) {
  const [made, setMade] = useState<Made>();
  const [error, setError] = useState<Error | null>(null);
  const client = useQueryClient();
  const onMade = (instance: Made) => {
    setMade(instance);
    void client.invalidateQueries({ queryKey: ['instances'] });
  };
  const onFailed = (refusal: Error) => {
    setError(refusal);
    form.refuse(refusal);
    showFirstError();
  };
  const consent = useConsent(setup.key, { onMade, onFailed });
  const direct = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/elements/api-v2/elements/{keyOrId}/instances', {
          params: { path: { keyOrId: setup.key } },
          body: toInstanceBody(form.draft),
        }),
      ),
    onSuccess: ({ id, token, warnings }) => onMade({ id, token, warnings }),
    onError: onFailed,
    gcTime: 0,
  });
  const make = () => {
    setError(null);
    if (setup.authentication.consent && !form.draft.bringsTokens) consent.start(form.draft);
    else direct.mutate();
  };
  return { made, error, make, consent, isBusy: direct.isPending || consent.isStarting };
}
