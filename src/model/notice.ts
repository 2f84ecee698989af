/** What whoever looks after an instance is told about; docs/reference/notices.md says what each means. */
export const noticeKinds = [
  'polling.paused',
  'polling.resumed',
  'polling.overdue',
  'polling.runs.again',
  'settle.grown',
  'lookback.exceeded',
  'result.incomplete',
  'feed.reset',
  'reconciliation.held',
  'reconciliation.failed',
  'reconciliation.drift',
  'connection.lost',
  'connection.restored',
  'webhook.token',
  'webhook.failed',
  'webhook.registration.failed',
  'webhook.quiet',
  'hook.failed',
] as const;

export type NoticeKind = (typeof noticeKinds)[number];
