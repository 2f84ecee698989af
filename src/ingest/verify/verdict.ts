import type { JsonValue } from '../../lib/json.ts';
import type { WebhookRequest } from '../../model/webhook-request.ts';

export interface Proof {
  request: WebhookRequest;
  /** The body as parsed. */
  body: JsonValue;
  /** The items of the body. */
  items: readonly JsonValue[];
  /** All values known under the name of a key: entries of the configuration, and what handshakes and registrations kept. */
  keys: (name: string) => readonly string[];
  /** What the address of the instance shows in its query, if it is ours. */
  addressToken: string;
}

/** `reason` is told to the sender and to the log: it names places and entries, never a secret. */
export type Verdict =
  | {
      kind: 'accepted';
      /** False where nothing was proved but the knowledge of the address, or not even that. */
      trusted: boolean;
    }
  | { kind: 'refused'; status: 401 | 403; reason: string };

export const proved: Verdict = { kind: 'accepted', trusted: true };

export const unproved: Verdict = { kind: 'accepted', trusted: false };

export const refused = (reason: string): Verdict => ({ kind: 'refused', status: 401, reason });
