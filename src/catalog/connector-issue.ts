/** What is wrong with a connector, and where. */
export interface ConnectorIssue {
  /** Dotted path in the file. */
  path: string;
  message: string;
}
