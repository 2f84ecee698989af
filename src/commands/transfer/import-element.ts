import { draftElement } from '../../catalog/build/draft-element.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import { isRecord, type JsonRecord } from '../../lib/json.ts';
import type { ImportRemark } from '../../model/element/import-remark.ts';
import type { ImportOutcome, ImportState } from './import-outcome.ts';
import { expectAnswer, Refusal, type ServerClient } from './server-client.ts';

export interface ImportOptions {
  /** Undefined: a dry run. */
  client: ServerClient | undefined;
  /** True: what is there already is changed to what the file says. */
  update: boolean;
  /** The files of the connectors that this import has brought, by key: none is overwritten by a later one. */
  brought: Map<string, string>;
}

interface ElementFile {
  file: string;
  element: JsonRecord;
  missingHooks?: readonly string[];
}

/** Makes or changes one connector, in one request. Throws what the server refuses. */
export async function importElement(
  { client, update, brought }: ImportOptions,
  { file, element, missingHooks = [] }: ElementFile,
): Promise<ImportOutcome> {
  const draft = draftElement(element);
  const what = `connector ${draft.key}`;
  const outcome = (state: ImportState, remarks: readonly ImportRemark[] = []) => ({
    file,
    what,
    state,
    remarks,
    ...(missingHooks.length > 0 && { detail: `its hooks are without code; put ${missingHooks.join(', ')} there` }),
  });
  const other = brought.get(draft.key);
  if (other !== undefined)
    return { ...outcome('failed'), detail: `${other} has the same key; give one of them another key, and import it` };
  brought.set(draft.key, file);
  if (!client) return outcome('would be made', draft.remarks);
  const path = `/elements/${draft.key}`;
  const found = await client.call('GET', path);
  if (found.status >= 300 && found.status !== 404) throw new Refusal(found);
  if (found.status !== 404) {
    const stands = await expectAnswer(client, 'GET', `${path}/export`);
    if (canonicalJson(stands as JsonRecord) === canonicalJson(draft.element)) return outcome('unchanged');
  }
  if (found.status === 404 || (isRecord(found.body) && found.body['private'] !== true))
    return outcome('made', remarksOf(await expectAnswer(client, 'POST', '/elements', element)));
  if (!update) return { ...outcome('exists'), detail: 'it differs from the file; --update changes it' };
  return outcome('updated', remarksOf(await expectAnswer(client, 'PUT', path, element)));
}

const remarksOf = (body: unknown): ImportRemark[] =>
  isRecord(body) && Array.isArray(body['remarks']) ? (body['remarks'] as unknown as ImportRemark[]) : [];
