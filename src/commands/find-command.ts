import { suggestion } from '../model/findings/nearest-key.ts';
import { UsageError } from './usage-error.ts';

type Environment = Record<string, string | undefined>;

/** What `tidings <name> …` does. Its files are loaded when it is called. */
export interface Command {
  /** One or two words. */
  name: string;
  summary: string;
  usage: () => Promise<string>;
  /** Answers the exit code. */
  run: (argv: string[], environment: Environment) => Promise<number>;
}

export const commands: readonly Command[] = [
  {
    name: 'serve',
    summary: 'starts the server; so does tidings without a command',
    usage: async () => (await import('./serve-usage.ts')).serveUsage(),
    run: async (argv, environment) => (await import('./serve.ts')).runServe(argv, environment),
  },
  {
    name: 'connector check',
    summary: 'checks connectors by what they declare, by their fixtures, and by faults of their providers',
    usage: async () => (await import('./connector-check.ts')).connectorCheckUsage,
    run: async (argv) => (await import('./connector-check.ts')).runConnectorCheck(argv),
  },
  {
    name: 'connector record',
    summary: 'makes a fixture from a live account, without its secrets',
    usage: async () => (await import('./connector-record.ts')).connectorRecordUsage,
    run: async (argv, environment) => (await import('./connector-record.ts')).runConnectorRecord(argv, environment),
  },
  {
    name: 'import',
    summary: 'brings exported connectors and instances to a running server',
    usage: async () => (await import('./import.ts')).importUsage,
    run: async (argv, environment) => (await import('./import.ts')).runImport(argv, environment),
  },
  {
    name: 'export',
    summary: 'writes the connectors and instances of a running server into files',
    usage: async () => (await import('./export.ts')).exportUsage,
    run: async (argv, environment) => (await import('./export.ts')).runExport(argv, environment),
  },
];

const isHelp = (argument: string | undefined): boolean => argument === '--help' || argument === '-h';

/** What the arguments ask for: a text to show, or a command with the rest of them. Throws a UsageError. */
export function findCommand(
  argv: string[],
): { help: string } | { command: Command; rest: string[]; wantsUsage: boolean } {
  const [first, second] = argv;
  if (isHelp(first) || first === 'help') return { help: overview() };
  if (first === undefined) return { command: commands[0] as Command, rest: [], wantsUsage: false };
  if (first.startsWith('-')) throw new UsageError(`There is no option ${first}. --help shows what there is.`);
  const found = commands.find(({ name }) => name === first || name === `${first} ${second ?? ''}`);
  if (found) {
    const rest = argv.slice(found.name.split(' ').length);
    return { command: found, rest, wantsUsage: rest.some(isHelp) };
  }
  const typed = second === undefined || second.startsWith('-') ? first : `${first} ${second}`;
  throw new UsageError(`There is no command ${unknownPart(typed)}--help shows what there is.`);
}

/** A first word that begins several commands needs its second. */
function unknownPart(typed: string): string {
  const [first = ''] = typed.split(' ');
  const group = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  if (group.length > 0) return `${typed}; there are ${group.join(' and ')}. `;
  const near =
    suggestion(
      typed,
      commands.map(({ name }) => name),
    ) || suggestion(first, firstWords());
  return `${typed}.${near} `;
}

const firstWords = (): string[] => [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))];

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Tidings: signed change events from any REST API.

Usage: tidings [command] [--help]

${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

tidings <command> --help tells more of each.
`;
}
