import { answerOf, api } from '../../../api/client.ts';
import { useAction } from '../../../parts/use-action.ts';

/** Sends a test event as the instance would: to its callback URL, or to another one. */
export const useCallbackTest = (instanceId: number) =>
  useAction({
    run: (body: { url?: string }) =>
      answerOf(
        api.POST('/elements/api-v2/instances/{id}/callback-test', { params: { path: { id: instanceId } }, body }),
      ),
    failed: 'The test could not be made',
  });
