export interface HandshakeAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** A key that signatures are verified with from now on. */
  keep?: {
    name: string;
    value: string;
    /** Whether a person has to see it, to enter it at the vendor. */
    tell: boolean;
  };
}

const json = { 'content-type': 'application/json; charset=utf-8' };

/** No browser is to take what a stranger has us send back for a page. */
const plain = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };

/** Longer than any value that a vendor asks back, and too short to be of use for anything else. */
const mostEchoed = 2_048;

export const acknowledged = (headers: Record<string, string> = {}): HandshakeAnswer => ({
  status: 200,
  headers: { ...json, ...headers },
  body: '{}',
});

export const echoed = (value: string, place: string): HandshakeAnswer =>
  tooLong(value, place) ?? { status: 200, headers: plain, body: value };

/** The same as `{"<name>": "<value>"}`. */
export const echoedAs = (name: string, value: string, place: string): HandshakeAnswer =>
  tooLong(value, place) ?? { status: 200, headers: json, body: JSON.stringify({ [name]: value }) };

export const refusedHandshake = (status: 400 | 403, message: string): HandshakeAnswer => ({
  status,
  headers: json,
  body: JSON.stringify({ message }),
});

/** The answer to a value that is too long to be sent back; undefined when it is not. */
export const tooLong = (value: string, place: string): HandshakeAnswer | undefined =>
  value.length <= mostEchoed
    ? undefined
    : refusedHandshake(400, `${place} has ${value.length} characters; allowed: ${mostEchoed} at most.`);

export const needsOwnAddress = refusedHandshake(
  403,
  'This handshake hands over a key, and is only taken at the address of an instance, with its token.',
);
