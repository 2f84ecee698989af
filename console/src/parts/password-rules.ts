export const shortestPassword = 10;

/** What is wrong with a new password; null: nothing. */
export const passwordFault = (password: string): string | null =>
  password.length < shortestPassword ? `At least ${shortestPassword} characters; this has ${password.length}` : null;
