/** Something that is wrong in a text, or doubtful, with its place as offsets from its start. */
export interface CodeProblem {
  from: number;
  to: number;
  severity: 'error' | 'warning';
  message: string;
}

/** What someone else, such as the server, says of a text. Its place is a path in JSON, or a line and column from 1. */
export interface CodeIssue {
  message: string;
  severity?: 'error' | 'warning';
  /** E.g. `contacts.url` or `rows[3].id`. */
  path?: string;
  line?: number;
  column?: number;
}
