import { useHotkeys } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useMayWrite } from '../../../api/use-session.ts';
import { useLeaveQuestion } from '../../../parts/use-leave-question.ts';
import { type HookPart, type HookPlace, type HookResource, isLegacyHook } from './hook-place.ts';
import { hookCompletions, hookReferences } from './hook-reference.ts';
import { webhookSamples } from './hook-samples.ts';
import { emptySample, trialIssues, trialRequest } from './hook-trial.ts';
import { filledSample } from './sample-of.ts';
import { useHookTrial, useSaveHook } from './use-element-hooks.ts';

export interface HookDraftOf {
  elementKey: string;
  place: HookPlace;
  resource: HookResource | undefined;
  /** As it is kept; undefined: there is none yet. */
  hook: HookPart | undefined;
  /** False: the connector comes with the server; hooks can be tried, not changed. */
  canChange: boolean;
}

export type HookDraft = ReturnType<typeof useHookDraft>;

/** A hook while it is written: its text, its sample, and what can be done with them. */
export function useHookDraft({ elementKey, place, resource, hook, canChange }: HookDraftOf) {
  const { kind } = place;
  const kept = { code: textOf(hook) || hookReferences[kind].template, legacy: isLegacyHook(hook) };
  const [code, setCode] = useState(kept.code);
  const [legacy, setLegacy] = useState(kept.legacy);
  const [sample, setSample] = useState(() => filledSample(emptySample, kind, webhookSamples[0]!));
  const trial = useHookTrial(elementKey);
  const save = useSaveHook(elementKey, place);
  const mayWrite = useMayWrite();
  const mayChange = mayWrite && canChange;
  const isDirty = code !== kept.code || legacy !== kept.legacy;
  useLeaveQuestion(mayChange && isDirty && !save.isPending, ['kind', 'resource']);

  const resourceName = resource?.name;
  const request = useMemo(
    () => trialRequest({ kind, resource: resourceName, code, legacy }, sample),
    [kind, resourceName, code, legacy, sample],
  );
  const tryIt = () => {
    if ('body' in request && !trial.isPending) trial.mutate(request.body);
  };
  const keep = () => {
    if (mayChange && !save.isPending) save.mutate({ before: hook, body: code, legacy });
  };
  useHotkeys(
    [
      ['mod+Enter', tryIt],
      ['mod+S', keep],
    ],
    [],
  );
  const issues = useMemo(() => trialIssues(trial.data), [trial.data]);
  const completions = useMemo(() => hookCompletions(kind), [kind]);
  const faults = 'faults' in request ? request.faults : {};
  const written = { code, setCode, legacy, setLegacy, sample, setSample, isDirty, mayChange };
  return { ...written, trial, save, tryIt, keep, issues, completions, faults };
}

const textOf = (hook: HookPart | undefined): string => (typeof hook?.body === 'string' ? hook.body : '');
