import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server that the development server passes calls of the API on to. */
const api = process.env['TIDINGS_CONSOLE_API'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { proxy: { '/elements': api } },
  build: {
    // No inlined data: URLs and no script for old browsers, which the content security policy would not let run.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
  },
});
