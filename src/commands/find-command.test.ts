import { describe, expect, test } from 'vitest';
import { commands, findCommand } from './find-command.ts';

const nameOf = (argv: string[]) => {
  const found = findCommand(argv);
  return 'help' in found ? 'help' : [found.command.name, ...found.rest].join(' ');
};

describe('findCommand', () => {
  test('without arguments the server is started', () => {
    expect(nameOf([])).toBe('serve');
  });

  test('a command of two words gets what follows them', () => {
    expect(nameOf(['connector', 'check', 'connectors/shop', '--json'])).toBe('connector check connectors/shop --json');
  });

  test('--help alone lists every command', () => {
    const found = findCommand(['--help']);
    expect('help' in found && commands.every(({ name }) => found.help.includes(name))).toBe(true);
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    '%s --help tells how it is used',
    async (name, command) => {
      expect(findCommand([...name.split(' '), '--help'])).toMatchObject({ wantsUsage: true });
      expect(await command.usage()).toContain(`Usage: tidings ${name}`);
    },
  );

  test.each([
    [['sevre'], 'There is no command sevre. Did you mean serve?'],
    [['connector', 'chek'], 'There is no command connector chek; there are connector check and connector record.'],
    [['connector'], 'There is no command connector; there are connector check and connector record.'],
    [['--port'], 'There is no option --port. --help shows what there is.'],
  ])('%j is refused with what there is', (argv, message) => {
    expect(() => findCommand(argv)).toThrow(message);
  });
});
