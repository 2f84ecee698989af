import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and text, as they were sent. */
  source: string;
}

export interface MailServer {
  /** With the user and the password that it asks for. */
  url: string;
  received: ReceivedMail[];
  /** Recipients that it does not take. */
  refused: string[];
}

const credentials = { user: 'tidings', pass: 'mail password' };

/** A real SMTP server on a free port of 127.0.0.1, for the length of the running test. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const refused: string[] = [];
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    onAuth: ({ username, password }, _session, done) => {
      if (username === credentials.user && password === credentials.pass) done(null, { user: username });
      else done(new Error('Wrong user or password'));
    },
    onRcptTo: ({ address }, _session, done) =>
      refused.includes(address) ? done(new Error(`No such user ${address}`)) : done(),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ from, to, source: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  const { user, pass } = credentials;
  const url = `smtp://${user}:${encodeURIComponent(pass)}@127.0.0.1:${port}`;
  return { url, received, refused };
}
