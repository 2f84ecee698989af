import type { JsonRecord } from '../../lib/json.ts';
import type { Hook, Hooks } from '../../model/connector-hooks.ts';

/** Hooks as an element has them. */
export const writeHooks = (hooks: Hooks & { event?: Hook | undefined }, counter: () => number): JsonRecord[] =>
  (['preRequest', 'postRequest', 'event'] as const).flatMap((type) => {
    const hook = hooks[type];
    if (!hook) return [];
    return [
      {
        id: counter(),
        type,
        mimeType: 'application/javascript',
        isLegacy: hook.legacy,
        body: hook.body ?? '',
        contextParams: '',
      },
    ];
  });
