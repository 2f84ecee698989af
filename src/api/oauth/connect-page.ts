import type { Fault } from '../../model/fault.ts';
import type { ConnectOutcome } from '../../provision/finish-connect.ts';

export interface ConnectPage {
  /** Of HTTP. */
  status: number;
  html: string;
}

interface Words {
  status: number;
  title: string;
  text: string;
  /** For whoever helps the user. */
  detail?: string;
}

/** The page that ends a consent for which no return address was given. Undefined: it broke off by a fault of ours. */
export function connectPage(outcome: ConnectOutcome | undefined, requestId: string): ConnectPage {
  const { status, title, text, detail } = wordsOf(outcome);
  const details = [...(detail === undefined ? [] : [detail]), `Request ${requestId}`];
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem; color: #1b1f24; background: #fff }
h1 { font-size: 1.5rem; margin: 0 0 .5rem }
small { color: #57606a; overflow-wrap: anywhere }
@media (prefers-color-scheme: dark) { body { color: #e6edf3; background: #0d1117 } small { color: #9198a1 } }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
<p><small>${details.map(escapeHtml).join('<br>')}</small></p>
</main>
</body>
</html>
`;
  return { status, html };
}

const close = 'You can close this window.';
const startAgain = 'Go back to where you came from and start again.';

function wordsOf(outcome: ConnectOutcome | undefined): Words {
  switch (outcome?.kind) {
    case undefined:
      return { status: 500, title: 'That did not work', text: `Something went wrong on our side. ${startAgain}` };
    case 'connected':
      return { status: 200, title: 'Connected', text: `Your ${outcome.connectorName} account is connected. ${close}` };
    case 'failed':
      return failed(outcome.fault);
    case 'again':
      return again[outcome.status];
    case 'unknown':
      return {
        status: 400,
        title: 'This link is not valid',
        text: `It has expired, or nobody here has sent you to the provider. ${startAgain}`,
      };
  }
}

const again: Record<'connected' | 'failed' | 'spent', Words> = {
  connected: { status: 200, title: 'Connected', text: `Your account is connected already. ${close}` },
  spent: {
    status: 409,
    title: 'This link was used already',
    text: `Your account is just being connected. ${close}`,
  },
  failed: { status: 409, title: 'This link was used already', text: `It can be used only once. ${startAgain}` },
};

function failed({ code, status, message }: Fault): Words {
  if (code === 'authorization.refused')
    return { status: 400, title: 'Not connected', text: `Access was not granted. ${startAgain}`, detail: message };
  if (code.startsWith('provider.'))
    return {
      status,
      title: 'Not connected',
      text: `The provider did not answer as it should. Try again later.`,
      detail: message,
    };
  // What is wrong is not the user's to mend; whoever asked for the consent reads it from the API.
  return { status, title: 'Not connected', text: `Your account could not be connected. ${startAgain}`, detail: code };
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');
