interface Named {
  firstName: string;
  lastName: string;
  email: string;
}

/** "Ada Lovelace", or the e-mail address of somebody without a name. */
export const printPerson = ({ firstName, lastName, email }: Named): string =>
  `${firstName} ${lastName}`.trim() || email;
