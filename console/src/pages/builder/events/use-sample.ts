import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { resourceOfUrl, type ModelledResource } from './connector-model.ts';
import { dateFormatsQuery } from './date-formats-query.ts';
import type { PolledResource } from './event-settings.ts';
import { textSetting } from './poll-entry.ts';
import { parsedSample, sampleRecord } from './sample-record.ts';

/** The record that is tried with a resource: an example that follows the form, until one is typed. */
export function useSample(resource: PolledResource | undefined, models: readonly ModelledResource[]) {
  const { data: formats } = useQuery(dateFormatsQuery);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const entry = resource?.entry;
  const example = useMemo(() => {
    if (!entry) return '';
    const model = resourceOfUrl(models, textSetting(entry, 'url'));
    const examples = new Map(formats?.map(({ format, example: text }) => [format, text]));
    return JSON.stringify(sampleRecord(entry, model?.fields ?? [], examples), null, 2);
  }, [entry, models, formats]);
  const id = resource?.id ?? '';
  const text = typed[id] ?? example;
  return {
    text,
    ...parsedSample(text),
    onChange: (next: string) => setTyped((before) => ({ ...before, [id]: next })),
    onReset: typed[id] === undefined ? undefined : () => setTyped(({ [id]: _gone, ...others }) => others),
  };
}
