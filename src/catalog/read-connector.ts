import { LineCounter, parseDocument } from 'yaml';
import { connectorSchema, type Connector } from '../model/connector.ts';
import { issuePath } from '../model/findings/issue-path.ts';
import { checkConnector } from './check-connector.ts';
import type { ConnectorIssue } from './connector-issue.ts';
import { describeIssue } from './describe-issues.ts';

/** A connector file that cannot be used; the message lists every fault with its file, path and what is allowed. */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';
  readonly issues: readonly string[];
  constructor(issues: readonly string[]) {
    super(`the catalogue cannot be used:\n${issues.map((issue) => `  ${issue}`).join('\n')}`);
    this.issues = issues;
  }
}

/** Parses and checks the text of one connector.yaml. `file` is its name in messages, `folder` the key it must have. */
export function readConnector(text: string, { file, folder }: { file: string; folder: string }): Connector {
  const connector = connectorSchema.safeParse(parseYaml(text, file), { error: describeIssue, reportInput: true });
  if (!connector.success) {
    throw new CatalogError(
      connector.error.issues.map(({ path, message }) => inFile(file, { path: issuePath(path), message })),
    );
  }
  const issues = [...checkId(connector.data), ...checkConnector(connector.data, folder)];
  if (issues.length > 0) throw new CatalogError(issues.map((issue) => inFile(file, issue)));
  return connector.data;
}

/** Ids above belong to the connectors that organisations build. */
const highestId = 99_999;

const checkId = ({ id }: Connector): ConnectorIssue[] =>
  id <= highestId
    ? []
    : [
        {
          path: 'id',
          message: `found ${id}; allowed: 1 to ${highestId}, for ids above belong to connectors built through the API`,
        },
      ];

function parseYaml(text: string, file: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true, merge: true });
  const issues = document.errors.map(({ message, pos }) => {
    const { line, col } = lineCounter.linePos(pos[0]);
    return `${file}: line ${line}, column ${col}: ${message}`;
  });
  if (issues.length > 0) throw new CatalogError(issues);
  return document.toJS();
}

const inFile = (file: string, { path, message }: ConnectorIssue): string =>
  `${file}: ${path === '' ? 'the document' : path}: ${message}`;
