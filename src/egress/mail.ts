import { createTransport } from 'nodemailer';
import { Fault } from '../model/fault.ts';

export interface Mail {
  to: string[];
  subject: string;
  /** Plain text. */
  text: string;
  /** Whom answers go to; undefined: the sender. */
  replyTo: string | undefined;
}

/** Sends e-mail through the operator's mail server. */
export interface Mailer {
  /** Resolves when the server has taken it for all recipients. Throws `mail.failed`, with the server's words. */
  send(mail: Mail): Promise<void>;
}

export interface MailerOptions {
  /** `smtp://` or `smtps://`, with user and password where it asks for them. */
  url: string;
  /** Who all e-mail is from. */
  from: string;
}

const timeoutMs = 20_000;

/** Each e-mail has a connection of its own: there are few, and nothing is left open. */
export function createMailer({ url, from }: MailerOptions): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // A text is a text: nothing of it names a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, replyTo }) {
      const { rejected } = await transport
        .sendMail({ from, to, subject, text, ...(replyTo !== undefined && { replyTo }) })
        .catch((error: unknown) => {
          throw failure(error);
        });
      if (rejected.length === 0) return;
      throw new Fault(
        'mail.failed',
        `The mail server did not take the message for ${rejected.map(String).join(', ')}; all others it was addressed to have got it.`,
      );
    },
  };
}

/** The server's own words are told; where it is, is its operator's affair. */
function failure(error: unknown): Fault {
  const { response } = error as { response?: unknown };
  if (typeof response !== 'string')
    return new Fault('mail.failed', 'The mail server does not answer.', { cause: error });
  return new Fault('mail.failed', 'The mail server did not take the message.', {
    cause: error,
    providerMessage: response,
  });
}
