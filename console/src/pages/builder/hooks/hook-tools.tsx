import { Tabs } from '@mantine/core';
import type { HookKind } from './hook-place.ts';
import { HookReferencePanel } from './hook-reference-panel.tsx';
import { RequestSampleForm } from './request-sample-form.tsx';
import type { SampleFormProps } from './sample-form-props.ts';
import { WebhookSampleForm } from './webhook-sample-form.tsx';

interface HookToolsProps extends SampleFormProps {
  elementKey: string;
  kind: HookKind;
}

/** What stands beside the code: what it is tried with, and what it can use. */
export function HookTools({ elementKey, kind, ...form }: HookToolsProps) {
  return (
    <Tabs defaultValue="reference" keepMounted={false}>
      <Tabs.List mb="sm">
        <Tabs.Tab value="reference">Function reference</Tabs.Tab>
        <Tabs.Tab value="sample">Sample payload</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="reference">
        <HookReferencePanel kind={kind} />
      </Tabs.Panel>
      <Tabs.Panel value="sample">
        {kind === 'event' ? (
          <WebhookSampleForm elementKey={elementKey} {...form} />
        ) : (
          <RequestSampleForm kind={kind} {...form} />
        )}
      </Tabs.Panel>
    </Tabs>
  );
}
