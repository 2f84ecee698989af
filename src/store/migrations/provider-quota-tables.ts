/**
 * Rate limits shared by the processes of one database. windows: what was granted under each limit (budget-window.ts).
 * slots: by process, how many requests it may have under way, and until when. A row that is past forget_at_ms says nothing
 * that a missing row would not.
 */
export const providerQuotaTables: string[] = [
  `create table provider_quota (
    account text primary key,
    windows jsonb not null default '[]',
    slots jsonb not null default '{}',
    hold_until_ms bigint not null default 0,
    background_hold_until_ms bigint not null default 0,
    forget_at_ms bigint not null)`,
];
