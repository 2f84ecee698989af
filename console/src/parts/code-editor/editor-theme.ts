import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const color = (name: string) => `var(--mantine-color-${name})`;
const spacing = (size: string) => `var(--mantine-spacing-${size})`;

/** The look of an editor, from the tokens of the theme. */
export function editorTheme({ isDark }: { isDark: boolean }): Extension {
  const pick = (light: string, dark: string) => color(isDark ? dark : light);
  return [
    EditorView.theme(surface(pick), { dark: isDark }),
    syntaxHighlighting(
      HighlightStyle.define([
        { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: pick('blue-light-color', 'blue-3') },
        { tag: [tags.string, tags.special(tags.string), tags.regexp], color: pick('green-light-color', 'green-4') },
        { tag: [tags.number, tags.bool, tags.null, tags.atom], color: pick('orange-light-color', 'orange-4') },
        {
          tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.controlKeyword],
          color: pick('grape-8', 'grape-3'),
        },
        { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: pick('tide-8', 'tide-3') },
        { tag: tags.comment, color: color('dimmed'), fontStyle: 'italic' },
        { tag: tags.invalid, color: color('error') },
      ]),
    ),
  ];
}

const surface = (pick: (light: string, dark: string) => string) => ({
  '&': {
    color: color('text'),
    backgroundColor: 'transparent',
    fontSize: 'var(--mantine-font-size-sm)',
  },
  // Smaller text makes telephones zoom in where one begins to write.
  '@media (pointer: coarse)': { '&': { fontSize: '16px' } },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.6' },
  '.cm-content': { caretColor: color('text'), padding: `${spacing('xs')} 0` },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: color('text') },
  '.cm-gutters': { color: color('dimmed'), backgroundColor: 'transparent', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.2em' },
  '.cm-foldGutter .cm-gutterElement': { cursor: 'pointer' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: pick('gray-light', 'gray-light') },
  '.cm-activeLineGutter': { color: color('text'), backgroundColor: 'transparent' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: pick('tide-2', 'tide-9'),
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: pick('tide-2', 'tide-9'),
    outline: `1px solid ${color('tide-5')}`,
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent', color: color('error') },
  '.cm-foldPlaceholder': {
    color: color('dimmed'),
    backgroundColor: color('default-hover'),
    border: 'none',
    padding: '0 6px',
  },
  '.cm-panels': { color: color('text'), backgroundColor: color('default-hover') },
  '.cm-panels.cm-panels-top': { borderBottom: `1px solid ${color('default-border')}` },
  '.cm-textfield': {
    color: color('text'),
    backgroundColor: color('body'),
    border: `1px solid ${color('default-border')}`,
  },
  '.cm-button': {
    color: color('text'),
    backgroundColor: color('default'),
    backgroundImage: 'none',
    border: `1px solid ${color('default-border')}`,
  },
  '.cm-searchMatch': { backgroundColor: pick('yellow-3', 'yellow-9') },
  '.cm-searchMatch.cm-searchMatch-selected': { backgroundColor: pick('orange-3', 'orange-9') },
  '.cm-tooltip': {
    color: color('text'),
    backgroundColor: color('body'),
    border: `1px solid ${color('default-border')}`,
    borderRadius: 'var(--mantine-radius-sm)',
    boxShadow: 'var(--mantine-shadow-md)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    maxWidth: 'min(28rem, 80vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: color('white'),
    backgroundColor: color('tide-filled'),
  },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.85' },
  '.cm-tooltip.cm-completionInfo': {
    padding: spacing('xs'),
    maxWidth: '22rem',
    fontFamily: 'var(--mantine-font-family)',
    overflow: 'auto',
  },
  '.cm-tooltip-hover': { padding: `6px ${spacing('xs')}`, maxWidth: '26rem', fontFamily: 'var(--mantine-font-family)' },
  '.cm-diagnostic': { padding: `4px ${spacing('xs')}`, fontFamily: 'var(--mantine-font-family)' },
  '.cm-diagnostic-error': { borderLeftColor: color('red-6') },
  '.cm-diagnostic-warning': { borderLeftColor: color('yellow-6') },
});
