import { settings } from '../../src/config.ts';
import { keepReference } from '../keep-reference.ts';

const shown = (byDefault: string | undefined): string => (byDefault ? `\`${byDefault}\`` : 'not set');

const rows = settings.map(
  ({ name, byDefault, secret, description }) =>
    `| \`${name}\` | ${shown(byDefault)} | ${secret ? 'yes' : ''} | ${description.replaceAll('|', '\\|')} |`,
);

await keepReference(
  'settings.md',
  `# Settings

The server reads these environment variables when it starts. An empty value counts as not set. A value that is not
allowed, or a name that begins with \`TIDINGS_\` and is not in this list, stops the start with a message that names every
wrong setting at once; the value of a secret one is not shown.

| Setting | Default | Secret | Meaning |
| --- | --- | --- | --- |
${rows.join('\n')}

\`tidings serve --help\` prints the same list. This page is written by \`scripts/docs/settings.ts\` from \`src/config.ts\`.
`,
);
