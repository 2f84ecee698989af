/** What of a document is not done as it says. */
export interface ImportRemark {
  /** The item in the document, e.g. `resources[3].hooks[0]`. */
  path: string;
  /** `notRun`: kept without effect. `changed`: done in another way. `ignored`: has no meaning here. */
  outcome: 'notRun' | 'changed' | 'ignored';
  reason: string;
}

/** Takes remarks while a document is read. What it answers stands for what could not be read. */
export type Remark = (path: string, outcome: ImportRemark['outcome'], reason: string) => undefined;
