import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the development server finds the API; the built client is served by the API's own process. */
const api = process.env.TALLENNE_API ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  server: { host: '127.0.0.1', strictPort: true, proxy: { '/api': { target: api } } },
  build: {
    target: 'es2023',
    // The content security policy allows fonts and scripts from the origin only: nothing is inlined as data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
