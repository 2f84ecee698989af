import { useMemo, useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import type { ElementSetup } from '../../../api/catalogue-queries.ts';
import { withValue, type Draft } from '../../../parts/instance-form/draft.ts';
import { placeIssues, type PlacedIssues } from '../../../parts/instance-form/issues.ts';
import { keys } from '../../../parts/instance-form/draft.ts';
import { definitionsIn } from '../../../parts/instance-form/resource-definitions.ts';
import type { DraftForm } from '../../../parts/instance-form/use-draft.ts';
import type { Instance } from '../instance-queries.ts';
import { changedValues, formValues, keptSecrets, withKeptSecrets } from './configuration-values.ts';

const nothingWrong: PlacedIssues = { fields: {}, resources: {}, others: [] };

export interface EditForm extends DraftForm {
  /** What is to be sent; undefined: nothing was changed. */
  changes: { name?: string; tags?: string[]; configuration?: Record<string, unknown> } | undefined;
  /** Back to what is stored. */
  reset: () => void;
}

/** The form of an instance that is there: what it has, and what is changed of it. */
export function useEditForm(connector: ElementSetup, instance: Instance): EditForm {
  const kept = useMemo(() => keptSecrets(instance.configuration), [instance.configuration]);
  const setup = useMemo(() => ({ ...connector, entries: withKeptSecrets(connector.entries, kept) }), [connector, kept]);
  const stored = useMemo(() => draftOf(instance), [instance]);
  const [edited, setEdited] = useState<Draft>();
  const [wrong, setWrong] = useState(nothingWrong);
  const draft = edited ?? stored;
  return {
    setup,
    kept,
    draft,
    errors: wrong.fields,
    resourceErrors: wrong.resources,
    otherIssues: wrong.others,
    change: (values) => setEdited({ ...draft, ...values }),
    setValue: (key, value) => {
      setEdited((before = stored) => ({ ...before, configuration: withValue(before.configuration, key, value) }));
      setWrong(({ fields: { [key]: _right, ...fields }, ...rest }) => ({ ...rest, fields }));
    },
    setConfiguration: (configuration) => setEdited({ ...draft, configuration }),
    check: () => true,
    refuse: (error) => setWrong(issuesOf(error, draft, setup)),
    changes: changesOf(stored, draft, setup),
    reset: () => {
      setEdited(undefined);
      setWrong(nothingWrong);
    },
  };
}

const draftOf = ({ name, tags, configuration, externalAuthentication }: Instance): Draft => ({
  name,
  tags,
  configuration: formValues(configuration),
  bringsTokens: externalAuthentication === 'initial',
});

function changesOf(before: Draft, after: Draft, { entries }: ElementSetup): EditForm['changes'] {
  const configuration = changedValues(before.configuration, after.configuration, entries);
  const changes = {
    ...(after.name !== before.name && { name: after.name }),
    ...(after.tags.join('\n') !== before.tags.join('\n') && { tags: after.tags }),
    ...(Object.keys(configuration).length > 0 && { configuration }),
  };
  return Object.keys(changes).length > 0 ? changes : undefined;
}

function issuesOf(error: Error, draft: Draft, { entries, events }: ElementSetup): PlacedIssues {
  if (!(error instanceof ApiError)) return nothingWrong;
  const known = ['name', 'tags', ...entries.map(({ key }) => key)];
  const defined = definitionsIn(draft.configuration[keys.resources], events.pollerConfiguration) ?? {};
  return placeIssues(error.issues, { known, resources: Object.keys(defined) });
}
