import { settings } from '../config.ts';

export const serveUsage = (): string => `Usage: tidings serve

Starts the server, as tidings without a command does. It is set up by environment variables:

${settings.map(({ name, description, byDefault }) => `  ${name}${byDefault ? ` (${byDefault})` : ''}\n      ${description}`).join('\n')}
`;
