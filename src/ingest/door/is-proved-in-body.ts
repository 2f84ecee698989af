import type { Verification } from '../../model/webhook-verification.ts';

/** Whether the proof may stand in the body, so that it must be read before it is verified. */
export const isProvedInBody = (verify: Verification): boolean =>
  (verify.kind === 'anyOf' ? verify.of : [verify]).some((one) => one.kind === 'token' && 'field' in one.in);
