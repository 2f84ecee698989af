/** JSON text with each member on a line of its own; undefined: it is no JSON. Numbers of any length stay as they are. */
export function formatJson(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return indented(tokensOf(text));
}

const tokensOf = (text: string): string[] => text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];

const opens = (token: string | undefined): boolean => token === '{' || token === '[';
const closes = (token: string | undefined): boolean => token === '}' || token === ']';

function indented(tokens: readonly string[]): string {
  let depth = 0;
  let out = '';
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (closes(token)) depth -= 1;
    const isOnOwnLine = closes(token)
      ? !opens(before)
      : token !== ',' && token !== ':' && (opens(before) || before === ',');
    if (isOnOwnLine) out += `\n${'  '.repeat(depth)}`;
    out += token === ':' ? ': ' : token;
    if (opens(token)) depth += 1;
  }
  return out;
}
