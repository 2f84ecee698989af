import { faults } from '../../src/model/fault.ts';
import { keepReference } from '../keep-reference.ts';

const rows = Object.entries(faults).map(
  ([code, { status, when }]) => `| \`${code}\` | ${status} | ${when.replaceAll('|', '\\|')} |`,
);

await keepReference(
  'errors.md',
  `# Errors

Every answer with a status from 400 has this body:

\`\`\`json
{
  "message": "configuration.event.poller.refresh_interval: found \\"-5\\"; allowed: a number of minutes from 1 to 999999999",
  "requestId": "53dbca9430045c016b46566c",
  "code": "configuration.invalid",
  "issues": [
    {
      "path": "configuration.event.poller.refresh_interval",
      "message": "found \\"-5\\"; allowed: a number of minutes from 1 to 999999999"
    }
  ]
}
\`\`\`

- \`message\` says what is wrong, where, and what is allowed.
- \`requestId\` is the same as the header \`Elements-Request-Id\`; the server's log has it too.
- \`code\` is one of those below. Codes do not change; messages may.
- \`issues\` is there when single values are wrong, with all of them.
- \`providerMessage\` is there when the provider refused, with its words.

| Code | Status | When |
| --- | --- | --- |
${rows.join('\n')}

This page is written by \`scripts/docs/errors.ts\` from \`src/model/fault.ts\`.
`,
);
