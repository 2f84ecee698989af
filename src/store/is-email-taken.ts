import pg from 'pg';

/** Whether a statement failed because another row has this e-mail address. */
export const isEmailTaken = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === 'users_email_key';
