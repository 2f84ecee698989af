import { expect, test } from 'vitest';
import type { CodeIssue } from './code-problem.ts';
import { placeIssue } from './place-issue.ts';

const marked = (text: string, issue: Omit<CodeIssue, 'message'>) => {
  const { from, to } = placeIssue(text, { message: 'no', ...issue });
  return text.slice(from, to);
};

const text = '{"my.contacts": {"url": "/x", "rows": [{"id": 1}, {"id": 2}]}, "b": {}}';

test('an issue of the server is placed by its path, names with dots included', () => {
  expect(marked(text, { path: 'my.contacts.url' })).toBe('"/x"');
  expect(marked(text, { path: 'my.contacts.rows[1].id' })).toBe('2');
  expect(marked(text, { path: 'my.contacts.rows.0.id' })).toBe('1');
  expect(marked(text, { path: 'b' })).toBe('"b"');
});

test('what is missing is told at what would have it', () => {
  expect(marked(text, { path: 'my.contacts.idField' })).toBe('"my.contacts"');
  expect(marked('{}', { path: 'contacts' })).toBe('{');
});

test('a line and column mark the word that begins there', () => {
  const code = 'const a = 1;\n  done({ events: evnts });\n';
  expect(marked(code, { line: 2, column: 18 })).toBe('evnts');
  expect(marked(code, { line: 2 })).toBe(';');
  expect(marked(code, { line: 9, column: 4 })).toBe('');
});
