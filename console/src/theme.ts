import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The colour of the sea under a grey sky; shade 7 has enough contrast for white text, 4 for dark backgrounds. */
const tide: MantineColorsTuple = [
  '#e8f6f8',
  '#d2eaee',
  '#a5d4dd',
  '#74bdcb',
  '#4daabc',
  '#349eb3',
  '#2298af',
  '#0b7285',
  '#075f70',
  '#034c5a',
];

const system = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** What every page looks like. Sizes and colours come from here, never from a page. */
export const theme = createTheme({
  primaryColor: 'tide',
  primaryShade: { light: 7, dark: 7 },
  colors: { tide },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: `Inter, ${system}`,
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  headings: { fontFamily: `Inter, ${system}`, fontWeight: '650' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Card: { defaultProps: { withBorder: true, padding: 'lg' } },
    Paper: { defaultProps: { withBorder: true } },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md', highlightOnHover: true } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600 } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    // The placeholder is a child that a menu may not have; without it the first item gets the focus.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' } } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Notification: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
      styles: { description: { color: 'var(--mantine-color-text)' } },
    },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
});

/** Mantine's dimmed text and light badges have too little contrast for WCAG AA on grey backgrounds; these have enough. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5b6570',
    '--mantine-color-placeholder': '#6b7480',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-green-light-color': '#21692f',
    '--mantine-color-red-light-color': '#b32424',
    '--mantine-color-orange-light-color': '#8f4a06',
    '--mantine-color-yellow-light-color': '#7a5200',
    '--mantine-color-blue-light-color': '#155a96',
    '--mantine-color-gray-light-color': '#414950',
    '--mantine-color-tide-light-color': '#075f70',
  },
  dark: {
    '--mantine-color-dimmed': '#a3abb5',
    '--mantine-color-placeholder': '#98a0aa',
    '--mantine-color-anchor': '#74bdcb',
    '--mantine-color-error': '#ff9b9b',
    '--mantine-color-tide-light-color': '#a5d4dd',
    '--mantine-color-tide-text': '#74bdcb',
  },
});
