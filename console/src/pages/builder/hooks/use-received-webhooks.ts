import { useQuery } from '@tanstack/react-query';
import { api, answerOf } from '../../../api/client.ts';
import type { components } from '../../../api/openapi-types.ts';
import type { WebhookSample } from './hook-samples.ts';

export type ReceivedWebhook = components['schemas']['Webhook'] & { instanceId: number; instanceName: string };

const fewInstances = 5;
const fewWebhooks = 5;

/** The last webhooks that instances of a connector have received; none where there are no instances. */
export function useReceivedWebhooks(elementKey: string) {
  return useQuery({
    queryKey: ['elements', elementKey, 'received-webhooks'],
    queryFn: () => received(elementKey),
    retry: false,
  });
}

async function received(elementKey: string): Promise<ReceivedWebhook[]> {
  const listed = await answerOf(
    api.GET('/elements/api-v2/elements/{keyOrId}/instances', {
      params: { path: { keyOrId: elementKey }, query: { pageSize: fewInstances } },
    }),
  );
  const instances = Array.isArray(listed) ? listed : [listed];
  const lists = await Promise.all(instances.map(({ id, name }) => webhooksOf(id, name)));
  return lists.flat().toSorted((a, b) => b.receivedDate.localeCompare(a.receivedDate));
}

async function webhooksOf(instanceId: number, instanceName: string): Promise<ReceivedWebhook[]> {
  const found = await answerOf(
    api.GET('/elements/api-v2/instances/{id}/webhooks', {
      params: { path: { id: instanceId }, query: { pageSize: fewWebhooks } },
    }),
  );
  return found.map((one) => ({ ...one, instanceId, instanceName }));
}

/** The webhook as a sample; its body is text where it was text. */
export async function sampleOfReceived({ instanceId, id, instanceName }: ReceivedWebhook): Promise<WebhookSample> {
  const webhook = await answerOf(
    api.GET('/elements/api-v2/instances/{id}/webhooks/{webhookId}', {
      params: { path: { id: instanceId, webhookId: id } },
    }),
  );
  return {
    id: `received-${instanceId}-${id}`,
    label: instanceName,
    method: webhook.method,
    headers: webhook.headers,
    query: webhook.query,
    payload: webhook.bodyEncoding === 'text' ? (webhook.body ?? '') : '',
  };
}
