import { expect, test } from 'vitest';
import { parseInline } from './parse-inline.ts';
import { parseMarkdown, sectionsOf } from './parse-markdown.ts';

test('headings, paragraphs, lists, tables and code are read', () => {
  const page = [
    '# Act-On',
    'Contacts of lists,',
    'and the lists.',
    '',
    '## Setting up',
    '1. Ask support:',
    '   it takes a day.',
    '2. Make an app.',
    '',
    '- one',
    '- two',
    '',
    '| Entry | Meaning |',
    '| ----- | ------- |',
    '| `a \\| b` | c |',
    '```sh',
    'curl | sh',
    '```',
  ].join('\n');
  expect(parseMarkdown(page)).toEqual([
    { kind: 'heading', level: 1, text: 'Act-On' },
    { kind: 'paragraph', text: 'Contacts of lists, and the lists.' },
    { kind: 'heading', level: 2, text: 'Setting up' },
    { kind: 'list', ordered: true, items: ['Ask support: it takes a day.', 'Make an app.'] },
    { kind: 'list', ordered: false, items: ['one', 'two'] },
    { kind: 'table', head: ['Entry', 'Meaning'], rows: [['`a | b`', 'c']] },
    { kind: 'code', text: 'curl | sh' },
  ]);
});

test('a page falls into sections, without its title', () => {
  expect(sectionsOf(parseMarkdown('# Title\nabout\n\n## One\nfirst\n\n## Empty\n\n## Two\nsecond'))).toEqual([
    { title: '', blocks: [{ kind: 'paragraph', text: 'about' }] },
    { title: 'One', blocks: [{ kind: 'paragraph', text: 'first' }] },
    { title: 'Two', blocks: [{ kind: 'paragraph', text: 'second' }] },
  ]);
});

test('code, bold text and links are read; links that do not lead to the web are text', () => {
  expect(parseInline('Set `a*b` **now**: [docs](https://x.example/y), <https://z.example>.')).toEqual([
    { kind: 'text', text: 'Set ' },
    { kind: 'code', text: 'a*b' },
    { kind: 'text', text: ' ' },
    { kind: 'strong', text: 'now' },
    { kind: 'text', text: ': ' },
    { kind: 'link', text: 'docs', href: 'https://x.example/y' },
    { kind: 'text', text: ', ' },
    { kind: 'link', text: 'https://z.example', href: 'https://z.example' },
    { kind: 'text', text: '.' },
  ]);
  expect(parseInline('[x](javascript:alert(1)) [hub](../../docs/hub.md)')).toEqual([
    { kind: 'text', text: 'x' },
    { kind: 'text', text: ') ' },
    { kind: 'text', text: 'hub' },
  ]);
});

test('the end of a text that breaks off is read', () => {
  expect(parseMarkdown('```\nopen')).toEqual([{ kind: 'code', text: 'open' }]);
  expect(parseMarkdown('')).toEqual([]);
});
