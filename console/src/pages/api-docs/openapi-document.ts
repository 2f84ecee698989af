/** As much of an OpenAPI 3.1 document as is shown here. */
export interface OpenApiDocument {
  info: { title: string; description?: string; version: string };
  paths: Record<string, Record<string, OpenApiOperation>>;
  components?: { schemas?: Record<string, ApiSchema> };
}

export interface OpenApiOperation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: ApiParameter[];
  requestBody?: { required?: boolean; description?: string; content?: Record<string, { schema?: ApiSchema }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: ApiSchema }> }>;
}

export interface ApiParameter {
  in: string;
  name: string;
  required?: boolean;
  description?: string;
  schema?: ApiSchema;
}

export interface ApiSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, ApiSchema>;
  required?: string[];
  additionalProperties?: ApiSchema | boolean;
  items?: ApiSchema;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  anyOf?: ApiSchema[];
  oneOf?: ApiSchema[];
  allOf?: ApiSchema[];
  [keyword: string]: unknown;
}

/** One call of the API. */
export interface ApiCall {
  /** Stands in links: `GET /instances/{id}`. */
  id: string;
  method: string;
  /** The whole path. */
  path: string;
  /** Without the prefix that nearly all have. */
  shortPath: string;
  tag: string;
  summary: string;
  description: string;
  parameters: ApiParameter[];
  body: { schema: ApiSchema; required: boolean; description: string } | undefined;
  answers: { status: string; description: string; schema: ApiSchema | undefined }[];
}

export const apiPrefix = '/elements/api-v2';
const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** All calls, by their paths and then in the order of methods in which one reads them. */
export function callsOf({ paths }: OpenApiDocument): ApiCall[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    methods.flatMap((method) => {
      const operation = operations[method];
      return operation ? [callOf(path, method, operation)] : [];
    }),
  );
}

function callOf(path: string, method: string, operation: OpenApiOperation): ApiCall {
  const shortPath = path.startsWith(`${apiPrefix}/`) ? path.slice(apiPrefix.length) : path;
  const { summary = '', description = '', tags = [], parameters = [], requestBody, responses = {} } = operation;
  return {
    id: `${method.toUpperCase()} ${shortPath}`,
    method: method.toUpperCase(),
    path,
    shortPath,
    tag: tags[0] ?? 'Other',
    summary,
    description,
    parameters,
    body: bodyOf(requestBody),
    answers: Object.entries(responses).map(([status, answer]) => ({
      status,
      description: answer.description ?? '',
      schema: jsonOf(answer.content),
    })),
  };
}

function bodyOf(requestBody: OpenApiOperation['requestBody']): ApiCall['body'] {
  const schema = requestBody && jsonOf(requestBody.content);
  return schema && { schema, required: requestBody.required === true, description: requestBody.description ?? '' };
}

/** The schema of the JSON form, else of the first. */
function jsonOf(content: Record<string, { schema?: ApiSchema }> | undefined): ApiSchema | undefined {
  const forms = content ?? {};
  return (forms['application/json'] ?? Object.values(forms)[0])?.schema;
}

/** Calls by group, in the order of the document; only those in which every word of the search stands. */
export function groupsOf(calls: readonly ApiCall[], search: string): { tag: string; calls: ApiCall[] }[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, ApiCall[]>();
  for (const call of calls) {
    const text = `${call.id} ${call.summary} ${call.tag} ${call.description}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    groups.set(call.tag, [...(groups.get(call.tag) ?? []), call]);
  }
  return [...groups].map(([tag, found]) => ({ tag, calls: found }));
}
