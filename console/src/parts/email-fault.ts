/** What is wrong with an e-mail address to sign in with; null: nothing. The server has the same rule. */
export const emailFault = (email: string): string | null =>
  /^[^\s@,<>]+@[^\s@,<>]+$/.test(email.trim()) ? null : 'Enter an e-mail address, such as ada@example.com';
