/** Whether the decisions on records are to be reported: on all, on none, or on those with these ids. */
export type Explain = boolean | ReadonlySet<string>;

export const explains = (explain: Explain, recordId: string): boolean =>
  typeof explain === 'boolean' ? explain : explain.has(recordId);
