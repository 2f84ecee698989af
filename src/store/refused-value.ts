/** Whether the database refused a value: classes 22 (data exception) and 23 (constraint violation) of PostgreSQL's error codes. */
export const isRefusedValue = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
