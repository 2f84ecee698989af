import type { JsonRecord } from '../../lib/json.ts';
import type { Hooks } from '../../model/connector-hooks.ts';

/** Hooks as an element has them. */
export const writeHooks = (hooks: Hooks, counter: () => number): JsonRecord[] =>
  (['preRequest', 'postRequest'] as const).flatMap((type) => {
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
