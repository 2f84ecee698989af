/** What the topic of an instance's events names. */
export interface InstanceTopic {
  instanceId: number;
  connectorKey: string;
}

const form = /^instance-(\d{1,15})-(.+)-events$/s;

/** `instance-1000-sample-events`: the instance 1000 of the connector `sample`. Undefined for any other topic. */
export function parseInstanceTopic(topic: string): InstanceTopic | undefined {
  const [, instanceId, connectorKey] = form.exec(topic) ?? [];
  return instanceId === undefined || connectorKey === undefined
    ? undefined
    : { instanceId: Number(instanceId), connectorKey };
}
