import { useState } from 'react';
import { ApiError, type Issue } from '../../api/api-error.ts';
import type { ElementSetup } from '../../api/catalogue-queries.ts';
import { checkDraft } from './check-draft.ts';
import { keys, newDraft, withValue, type Configuration, type Draft } from './draft.ts';
import { placeIssues, type FieldErrors, type PlacedIssues } from './issues.ts';
import { definitionsIn } from './resource-definitions.ts';

/** The form as its sections see it. */
export interface DraftForm {
  setup: ElementSetup;
  draft: Draft;
  /** Secrets that are set, and stay where their fields are left empty. */
  kept?: ReadonlySet<string>;
  errors: FieldErrors;
  resourceErrors: Readonly<Record<string, Issue[]>>;
  /** What is wrong and has no field. */
  otherIssues: readonly Issue[];
  change: (change: Partial<Draft>) => void;
  setValue: (key: string, value: unknown) => void;
  setConfiguration: (configuration: Configuration) => void;
  /** Tells what can be seen to be wrong; true: nothing. */
  check: () => boolean;
  /** Tells what the server has refused. */
  refuse: (error: Error) => void;
}

const nothingWrong: PlacedIssues = { fields: {}, resources: {}, others: [] };

/** Holds the draft. A field that is changed is no longer told to be wrong. */
export function useDraft(setup: ElementSetup): DraftForm & { isChanged: boolean } {
  const [first] = useState(() => newDraft(setup));
  const [draft, setDraft] = useState(first);
  const [wrong, setWrong] = useState(nothingWrong);
  const settle = (...names: string[]) =>
    setWrong(({ fields, resources, others }) => ({
      fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name))),
      resources: names.includes(keys.resources) ? {} : resources,
      others,
    }));
  const change = (values: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...values }));
    settle(...Object.keys(values));
  };
  return {
    setup,
    draft,
    isChanged: JSON.stringify(draft) !== JSON.stringify(first),
    errors: wrong.fields,
    resourceErrors: wrong.resources,
    otherIssues: wrong.others,
    change,
    setValue: (key, value) => {
      setDraft((before) => ({ ...before, configuration: withValue(before.configuration, key, value) }));
      settle(key);
    },
    setConfiguration: (configuration) => {
      setDraft((before) => ({ ...before, configuration }));
      setWrong(nothingWrong);
    },
    check: () => {
      const fields = checkDraft(draft, setup);
      setWrong({ ...nothingWrong, fields });
      return Object.keys(fields).length === 0;
    },
    refuse: (error) => setWrong(error instanceof ApiError ? placed(error, setup, draft) : nothingWrong),
  };
}

function placed({ issues }: ApiError, { entries, events }: ElementSetup, { configuration }: Draft): PlacedIssues {
  const defaults = events.pollerConfiguration;
  const resources = Object.keys({ ...defaults, ...definitionsIn(configuration[keys.resources], defaults) });
  return placeIssues(issues, { known: ['name', 'tags', ...entries.map(({ key }) => key)], resources });
}
