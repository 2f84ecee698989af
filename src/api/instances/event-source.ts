/** What tells of changes. */
export const eventSources = ['polling', 'webhook'] as const;

/** The members of an event that say what told of it. */
export const sourceOf = ({ webhookId }: { webhookId: number | undefined }) =>
  webhookId === undefined
    ? { source: 'polling' as const }
    : { source: 'webhook' as const, webhookId: String(webhookId) };
