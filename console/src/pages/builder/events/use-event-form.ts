import { useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import type { BuiltConnector } from '../builder-query.ts';
import { eventValues, readEventSettings, type EventSettings } from './event-settings.ts';

/** The form of the Events page, and the version of the connector that it was made from. */
export function useEventForm({ details, etag }: BuiltConnector) {
  const [first] = useState(() => readEventSettings(details.configuration));
  const form = useForm<EventSettings>({ initialValues: first.settings });
  const version = useRef(etag);
  const stored = useRef(first.settings);

  // Read anew, as by a hook that was saved: a form that was not touched follows, one that was goes on from the new version
  // if its own entries are as they were. Else saving is refused, and says that somebody else changed the connector.
  useEffect(() => {
    if (etag === version.current) return;
    const { settings } = readEventSettings(details.configuration);
    const isSame = JSON.stringify(eventValues(settings)) === JSON.stringify(eventValues(stored.current));
    if (isSame) version.current = etag;
    else if (!form.isDirty()) {
      version.current = etag;
      stored.current = settings;
      form.setInitialValues(settings);
      form.setValues(settings);
    }
  }, [details.configuration, etag, form]);

  return {
    form,
    broken: first.broken,
    stored,
    version,
    /** What stands in the form is what is stored now. */
    wasSaved: (saved: EventSettings, newVersion: string | undefined) => {
      version.current = newVersion;
      stored.current = saved;
      form.setInitialValues(saved);
      form.resetDirty(saved);
    },
  };
}

export type EventForm = ReturnType<typeof useEventForm>['form'];
