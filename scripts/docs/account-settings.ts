import { accountSettings } from '../../src/model/account-settings.ts';
import { keepReference } from '../keep-reference.ts';

const rows = accountSettings.map(
  ({ name, defaultValue, description }) =>
    `| \`${name}\` | ${defaultValue === undefined ? 'not set' : `\`${defaultValue}\``} | ${description.replaceAll('|', '\\|')} |`,
);

await keepReference(
  'account-settings.md',
  `# Settings of an account

\`GET /accounts/settings\` answers all settings of the caller's account, as text; null means that another setting's value
counts. \`PATCH /accounts/settings\` changes those that it names, and answers all; null, or an empty text, brings the default back. A
name or a value that is not allowed is answered with 400, and nothing is changed.

\`\`\`sh
curl -X PATCH http://127.0.0.1:8080/elements/api-v2/accounts/settings \\
  -H 'Authorization: User <USER_SECRET>, Organization <ORGANIZATION_SECRET>' \\
  -H 'Content-Type: application/json' \\
  -d '{ "notification.webhook.failure.policy": "queue", "retention.events.days": "90" }'
\`\`\`

Only admins may change them, also those of another account of the organisation, at \`/accounts/{accountId}/settings\`.

| Setting | Default | Meaning |
| --- | --- | --- |
${rows.join('\n')}

[Delivery](delivery.md#retry) says what policies and schedules do; an instance or a subscription may have its own, under
\`event.notification.failure.policy\` and \`event.notification.retry.schedule\`. [Retention](retention.md) says what exactly goes,
and what stays.

This page is written by \`scripts/docs/account-settings.ts\` from \`src/model/account-settings.ts\`.
`,
);
