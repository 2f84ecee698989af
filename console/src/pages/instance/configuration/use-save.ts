import { api, answerOf } from '../../../api/client.ts';
import { useAction } from '../../../parts/use-action.ts';
import { instanceKey, type Instance } from '../instance-queries.ts';

export interface Saving {
  /** `merge`: what is not named stays. `replace`: the configuration becomes this. */
  mode: 'merge' | 'replace';
  body: { name?: string; tags?: string[]; configuration?: Record<string, unknown> };
}

/** Saves an instance; its answer says what was corrected or has no effect. */
export const useSave = ({ id }: Instance) =>
  useAction({
    run: ({ mode, body }: Saving) => {
      const call = { params: { path: { id } }, body };
      return answerOf(
        mode === 'merge'
          ? api.PATCH('/elements/api-v2/instances/{id}', call)
          : api.PUT('/elements/api-v2/instances/{id}', call),
      );
    },
    done: 'Saved.',
    failed: false,
    changes: [instanceKey(id), ['instances']],
  });
