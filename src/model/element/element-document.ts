import { z } from 'zod';
import { isRecord, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { Fault } from '../fault.ts';
import { schemaIssues } from '../findings/schema-issues.ts';

/**
 * The element document: the form in which connectors that people build, clone, import and export are kept. It is the
 * export format of the platform that this server's API follows. Members that are not named here are kept as they are.
 */

const text = z.string().nullish();
const flag = z.union([z.boolean(), z.string()]).nullish();
const scalar = z.union([z.string(), z.number(), z.boolean()]).nullish();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();

const optionSchema = z.looseObject({ name: text, description: text, value: scalar });

const entrySchema = z.looseObject({
  key: z.string().min(1),
  name: text,
  description: text,
  type: text,
  defaultValue: scalar,
  required: flag,
  internal: flag,
  hideFromConsole: flag,
  options: list(optionSchema),
});

const parameterSchema = z.looseObject({
  name: z.string(),
  type: text,
  vendorName: text,
  vendorType: text,
  source: text,
  required: flag,
  converter: text,
});

const hookSchema = z.looseObject({
  type: z.string().min(1),
  mimeType: text,
  isLegacy: flag,
  body: text,
  contextParams: text,
});

const resourceSchema = z.looseObject({
  type: text,
  method: z.string().min(1),
  path: z.string().min(1),
  vendorMethod: text,
  vendorPath: text,
  parameters: list(parameterSchema),
  hooks: list(hookSchema),
  rootKey: text,
  paginationType: text,
  nextPageKey: text,
  nextResource: text,
  primaryKey: text,
  response: z.looseObject({ contentType: text }).nullish(),
  model: z.looseObject({ name: text }).nullish(),
  tidings: z.looseObject({}).optional(),
});

export const elementDocumentSchema = z.looseObject({
  id: scalar,
  key: text,
  name: z.string().min(1),
  description: text,
  hub: text,
  protocolType: text,
  authentication: z.looseObject({ type: text }).nullish(),
  configuration: list(entrySchema),
  parameters: list(parameterSchema),
  hooks: list(hookSchema),
  resources: list(resourceSchema),
  tidings: z.looseObject({}).optional(),
});

/** With every list there, though it may be empty. */
export type ElementDocument = Parsed & {
  configuration: ElementEntry[];
  parameters: ElementParameter[];
  hooks: ElementHook[];
  resources: ElementResource[];
};

type Parsed = z.output<typeof elementDocumentSchema>;
export type ElementEntry = z.output<typeof entrySchema>;
export type ElementParameter = z.output<typeof parameterSchema>;
export type ElementHook = z.output<typeof hookSchema>;
export type ElementResource = z.output<typeof resourceSchema>;

/** Checks the form of a document. Throws `connector.invalid` with an issue for each value that is none of an element. */
export function readElementDocument(value: unknown): ElementDocument {
  if (!isRecord(value)) {
    throw invalidElement([{ path: '', message: 'allowed: an element document, which is a JSON object with a name' }]);
  }
  const parsed = elementDocumentSchema.safeParse(value);
  if (!parsed.success) throw invalidElement(schemaIssues(elementDocumentSchema, value, parsed.error));
  const { data } = parsed;
  return {
    ...data,
    configuration: data.configuration ?? [],
    parameters: data.parameters ?? [],
    hooks: data.hooks ?? [],
    resources: data.resources ?? [],
  };
}

/** The fault of a document that is no element. */
export function invalidElement(issues: { path: string; message: string }[]): Fault {
  const told = issues.map(({ path, message }) => `${path === '' ? 'the document' : path}: ${message}`);
  return new Fault('connector.invalid', `This is no element that can be used: ${told.join('; ')}.`, { issues });
}

/** Some exports write flags as text. */
export const isTrue = (value: unknown): boolean => value === true || String(value).trim().toLowerCase() === 'true';

/** Some exports write the words of the format in capitals: `CONFIGURATION` is `configuration`. */
export const word = (value: string | null | undefined): string => (value ?? '').trim().toLowerCase();

/** What a part holds beyond the format, as JSON. */
export const memberOf = (part: object, name: string): JsonValue | undefined => (part as JsonRecord)[name];
