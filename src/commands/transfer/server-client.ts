import { readConfig, type Config } from '../../config.ts';
import type { Egress } from '../../egress/egress.ts';
import { isRecord, parseJson, type JsonRecord, type JsonValue } from '../../lib/json.ts';
import { withoutEndSlashes } from '../../lib/without-end-slashes.ts';
import { UsageError } from '../usage-error.ts';

/** The options of commands that talk to a running server. */
export const serverOptions = {
  url: { type: 'string' },
  'user-secret': { type: 'string' },
  'organization-secret': { type: 'string' },
} as const;

export const serverOptionsUsage = `  --url <url>                      the server; default: TIDINGS_PUBLIC_URL, else TIDINGS_HOST and TIDINGS_PORT
  --user-secret <secret>           default: TIDINGS_USER_SECRET
  --organization-secret <secret>   default: TIDINGS_ORGANIZATION_SECRET
                                   (other users of the machine can see what a command line says)`;

export interface ServerAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Undefined for an empty body. */
  body: JsonValue | undefined;
}

/** A running server, called with the secrets of a user. */
export interface ServerClient {
  url: string;
  /** `path` without the prefix. Throws where there is no answer, and for one that is not JSON. */
  call(method: string, path: string, body?: JsonValue): Promise<ServerAnswer>;
}

export interface ServerChoice {
  url?: string | undefined;
  'user-secret'?: string | undefined;
  'organization-secret'?: string | undefined;
}

const mostBytes = 64 * 1024 * 1024;

/** Throws a UsageError when it is not said which server, or with which secrets. */
export function serverClient(
  { egress }: { egress: Pick<Egress, 'request'> },
  choice: ServerChoice,
  environment: Record<string, string | undefined>,
): ServerClient {
  const config = readConfig(environment);
  const url = withoutEndSlashes(choice.url ?? config.publicUrl ?? ownUrl(config)).replace(/\/elements\/api-v2$/, '');
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new UsageError(
      `--url: found ${JSON.stringify(url)}; allowed: an http(s) URL such as https://tidings.example.com`,
    );
  const user = choice['user-secret'] ?? config.userSecret;
  const organization = choice['organization-secret'] ?? config.organizationSecret;
  if (user === undefined || organization === undefined)
    throw new UsageError(
      'With which secrets? Set TIDINGS_USER_SECRET and TIDINGS_ORGANIZATION_SECRET, or give --user-secret and --organization-secret.',
    );
  return {
    url,
    call: async (method, path, body) => {
      const answer = await egress.request({
        method,
        url: `${url}/elements/api-v2${path}`,
        headers: {
          authorization: `User ${user}, Organization ${organization}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        maxBodyBytes: mostBytes,
      });
      const text = answer.body.toString('utf8');
      return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : parseJson(text) };
    },
  };
}

/** The server refused a request. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** True: it refuses whoever asks, so that it would refuse all else as well. */
  readonly isOfCaller: boolean;
  constructor(answer: ServerAnswer) {
    super(refusalOf(answer));
    this.isOfCaller = answer.status === 401;
  }
}

/** The body of a good answer; throws a Refusal for any other. */
export async function expectAnswer(
  client: ServerClient,
  method: string,
  path: string,
  body?: JsonValue,
): Promise<JsonValue | undefined> {
  const answer = await client.call(method, path, body);
  if (answer.status < 300) return answer.body;
  throw new Refusal(answer);
}

/** What the server says of a request that it refused. */
const refusalOf = ({ status, body }: ServerAnswer): string =>
  isRecord(body) && typeof body['message'] === 'string' ? body['message'] : `the server answered with status ${status}`;

/** The items of a list, of all its pages. */
export async function allOf(client: ServerClient, path: string): Promise<JsonRecord[]> {
  const items: JsonRecord[] = [];
  for (let nextPage: string | undefined = ''; nextPage !== undefined;) {
    const after = nextPage === '' ? '' : `&nextPage=${encodeURIComponent(nextPage)}`;
    const answer: ServerAnswer = await client.call('GET', `${path}?pageSize=200${after}`);
    if (answer.status >= 300) throw new Refusal(answer);
    items.push(...(answer.body as JsonRecord[]));
    nextPage = answer.headers['elements-next-page-token'];
  }
  return items;
}

function ownUrl({ host, port }: Config): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
