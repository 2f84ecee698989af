import { ApiError } from '../../api/api-error.ts';

/** Why the sign-in failed, and what to do. */
export function signInFault(error: unknown): string {
  if (!(error instanceof ApiError)) return 'The sign-in failed. Load the page again.';
  switch (error.code) {
    case 'authentication.refused':
      return 'The e-mail address or the password is not right.';
    case 'authentication.throttled':
      return `${error.message} If you have forgotten the password, an admin can give you a new one.`;
    case 'access.cross_site':
      return 'The browser says that this page is not of this server. Open the console at its own address.';
    default:
      return error.message;
  }
}
