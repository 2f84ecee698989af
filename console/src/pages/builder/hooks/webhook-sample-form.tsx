import { Accordion, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { CodeEditor } from '../../../parts/code-editor/code-editor.tsx';
import { printInstant } from '../../../parts/format.ts';
import { webhookSamples } from './hook-samples.ts';
import type { SampleFormProps } from './sample-form-props.ts';
import { filledSample } from './sample-of.ts';
import { type ReceivedWebhook, sampleOfReceived, useReceivedWebhooks } from './use-received-webhooks.ts';

/** The webhook that an event hook is tried with: chosen from samples, or one that was received, and changed at will. */
export function WebhookSampleForm({ elementKey, sample, onSample, faults }: SampleFormProps & { elementKey: string }) {
  const set = (field: keyof typeof sample) => (text: string) => onSample({ ...sample, [field]: text });
  return (
    <Stack gap="sm">
      <SampleChoice elementKey={elementKey} sample={sample} onSample={onSample} />
      <CodeEditor
        language={looksLikeJson(sample.payload) ? 'json' : 'javascript'}
        label="Payload"
        description="The body of the webhook, as it is sent."
        value={sample.payload}
        onChange={set('payload')}
        minHeight="9rem"
        maxHeight="18rem"
      />
      <Accordion variant="contained" multiple>
        <Accordion.Item value="headers">
          <Accordion.Control>Headers and query</Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <CodeEditor
                language="json"
                label="Headers"
                value={sample.headers}
                onChange={set('headers')}
                minHeight="5rem"
                error={faults.headers}
              />
              <CodeEditor
                language="json"
                label="Query"
                value={sample.query}
                onChange={set('query')}
                minHeight="4rem"
                error={faults.query}
              />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="configuration">
          <Accordion.Control>Configuration</Accordion.Control>
          <Accordion.Panel>
            <CodeEditor
              language="json"
              label="Configuration of the instance"
              description="Entries that the hook reads; the others have their defaults. Use made-up secrets."
              value={sample.configuration}
              onChange={set('configuration')}
              minHeight="4rem"
              error={faults.configuration}
            />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}

/** What is no JSON, as the fields of a form, is shown without marks of mistakes. */
const looksLikeJson = (text: string): boolean => /^\s*(?:[{[]|$)/.test(text);

function SampleChoice({
  elementKey,
  sample,
  onSample,
}: Pick<SampleFormProps, 'sample' | 'onSample'> & { elementKey: string }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { data: received = [] } = useReceivedWebhooks(elementKey);
  const options = [
    ...(received.length > 0
      ? [{ group: 'Received', items: received.map((one) => ({ value: valueOf(one), label: labelOf(one) })) }]
      : []),
    { group: 'Forms that many providers have', items: webhookSamples.map(({ id, label }) => ({ value: id, label })) },
  ];
  const choose = async (value: string | null) => {
    setChosen(value);
    const webhook = received.find((one) => valueOf(one) === value);
    const found = webhook ? await sampleOfReceived(webhook) : webhookSamples.find(({ id }) => id === value);
    if (found) onSample(filledSample(sample, 'event', found));
  };
  return (
    <Select
      label="Choose a sample"
      placeholder="Fill the fields below"
      data={options}
      value={chosen}
      onChange={(value) => {
        choose(value).catch((error: unknown) => {
          notifications.show({ color: 'red', title: 'The webhook could not be read', message: String(error) });
        });
      }}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

const valueOf = ({ instanceId, id }: ReceivedWebhook): string => `received-${instanceId}-${id}`;
const labelOf = ({ instanceName, receivedDate }: ReceivedWebhook): string =>
  `${instanceName}, ${printInstant(receivedDate)}`;
