import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { textsInParts } from './scripts/texts-in-parts.mjs';

/** Where the development server finds the API; the built client is served by the API's own process. */
const api = process.env.TALLENNE_API ?? 'http://127.0.0.1:8080';

/** What every page stands on, in one file: many small ones cost a slow line more than they spare it. */
const EVERY_PAGE = {
  name: 'base',
  test: /node_modules[\\/](?:react|react-dom|react-router|scheduler|@tanstack|i18next|react-i18next|openapi-fetch|styled-components|stylis|polished|suomifi-design-tokens|tslib|classnames)[\\/]/,
};

/** The frame, the sign-in and what they stand on: in one file as well. */
const START = { name: 'start', tags: ['$initial'] };
/** What the page that is opened most often needs beyond them. */
const FIRST_LIST = { name: 'first-list', test: /web[\\/]src[\\/]pages[\\/]recordings[\\/]recordings-page\.tsx/ };

export default defineConfig({
  plugins: [react(), textsInParts(), firstListAsked(), compressed()],
  server: { host: '127.0.0.1', strictPort: true, proxy: { '/api': { target: api } } },
  build: {
    target: 'es2023',
    // The content security policy allows fonts and scripts from the origin only: nothing is inlined as data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    rolldownOptions: { output: { codeSplitting: { groups: [EVERY_PAGE, START, FIRST_LIST] } } },
  },
});

/** Asks for the list of recordings beside the frame: a slow line is waited for once, not twice. */
function firstListAsked() {
  return {
    name: 'first-list-asked',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        if (!bundle) return []; // the development server
        const chunk = Object.values(bundle).find(({ type, name }) => type === 'chunk' && name === FIRST_LIST.name);
        if (!chunk) throw new Error(`The build has no ${FIRST_LIST.name}.`);
        const attrs = { rel: 'modulepreload', crossorigin: true, href: `/${chunk.fileName}` };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}

/** Puts a `.gz` and a `.br` beside each text of the build, so that the server need not compress while it answers. */
function compressed() {
  return {
    name: 'compressed',
    writeBundle({ dir }) {
      const names = readdirSync(dir, { recursive: true }).filter(name => /\.(?:js|css|svg|html)$/.test(name));
      for (const path of names.map(name => join(dir, name))) {
        const text = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(text));
        writeFileSync(`${path}.br`, brotliCompressSync(text));
      }
    },
  };
}
