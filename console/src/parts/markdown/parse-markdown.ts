/** A part of a Markdown text. Lines of text may have inline marks; see `parseInline`. */
export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; head: string[]; rows: string[][] };

/** As much of Markdown as pages of connectors use. What it does not know is a paragraph. */
export function parseMarkdown(markdown: string): Block[] {
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const read = readBlock(lines, at);
    if (read.block) blocks.push(read.block);
    at = read.next;
  }
  return blocks;
}

interface Read {
  block?: Block;
  next: number;
}

const heading = /^(#{1,6})\s+(.+?)\s*#*$/;
const item = /^(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const row = /^\s*\|.*\|\s*$/;
const fence = /^```/;

function readBlock(lines: readonly string[], at: number): Read {
  const line = lines[at] ?? '';
  if (line.trim() === '') return { next: at + 1 };
  const head = heading.exec(line);
  if (head) return { block: { kind: 'heading', level: head[1]?.length ?? 1, text: head[2] ?? '' }, next: at + 1 };
  if (fence.test(line)) return readCode(lines, at);
  if (row.test(line) && /^[\s|:-]+$/.test(lines[at + 1] ?? '')) return readTable(lines, at);
  if (item.test(line)) return readList(lines, at);
  return readParagraph(lines, at);
}

function readCode(lines: readonly string[], at: number): Read {
  const end = lines.findIndex((line, index) => index > at && fence.test(line));
  const last = end === -1 ? lines.length : end;
  return { block: { kind: 'code', text: lines.slice(at + 1, last).join('\n') }, next: last + 1 };
}

function readTable(lines: readonly string[], at: number): Read {
  let next = at + 2;
  while (row.test(lines[next] ?? '')) next += 1;
  const rows = lines.slice(at + 2, next).map(cellsOf);
  return { block: { kind: 'table', head: cellsOf(lines[at] ?? ''), rows }, next };
}

/** `| a | b \| c |` → a, b | c */
const cellsOf = (line: string): string[] =>
  line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|'));

/** Lines that are indented belong to the item before. */
function readList(lines: readonly string[], at: number): Read {
  const items: string[] = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    const found = item.exec(line);
    if (found) items.push(found[2] ?? '');
    else if (/^\s+\S/.test(line)) items.push(`${items.pop() ?? ''} ${line.trim()}`);
    else break;
  }
  return { block: { kind: 'list', ordered: /^\d/.test(lines[at] ?? ''), items }, next };
}

function readParagraph(lines: readonly string[], at: number): Read {
  const ends = (line: string) => line.trim() === '' || heading.test(line) || fence.test(line) || item.test(line);
  let next = at + 1;
  while (next < lines.length && !ends(lines[next] ?? '')) next += 1;
  const text = lines
    .slice(at, next)
    .map((line) => line.trim())
    .join(' ');
  return { block: { kind: 'paragraph', text }, next };
}

export interface Section {
  title: string;
  blocks: Block[];
}

/** The parts of a page below its headings of the second level; what stands before them has no title. The title of the page is left out. */
export function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [{ title: '', blocks: [] }];
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 1) continue;
    if (block.kind === 'heading' && block.level === 2) sections.push({ title: block.text, blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  }
  return sections.filter((section) => section.blocks.length > 0);
}
