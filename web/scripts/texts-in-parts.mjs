import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const source = resolve(import.meta.dirname, '../src');
/** What is there at once: the frame, the sign-in and the list of recordings. */
const OPENED_FIRST = ['main.tsx', 'pages/sign-in/sign-in-page.tsx', 'pages/recordings/recordings-page.tsx'];
const IMPORT = /(?:^|\n)(?:import|export) (?!type )[^;]*?from '(\.[^']+)'/g;
const KEY = /(['"`])([A-Za-z][A-Za-z0-9_]*)\.(?:[A-Za-z0-9_.-]|\$\{[^}]*\})+\1/g;
const PART = /locales\/\w+\.json\?(first|rest)$/;

/**
 * A language in two files, so that a slow line brings what is opened first sooner: `fi.json?first` has the sections of the texts that the
 * pages which are opened first name in their code, `fi.json?rest` all others.
 */
export function textsInParts() {
  let first;
  return {
    name: 'texts-in-parts',
    load(id) {
      const part = PART.exec(id)?.[1];
      if (part === undefined) return null;
      first ??= firstSections();
      const all = JSON.parse(readFileSync(id.split('?')[0], 'utf8'));
      const of = Object.entries(all).filter(([section]) => first.has(section) === (part === 'first'));
      return { code: JSON.stringify(Object.fromEntries(of)), moduleType: 'json' };
    },
  };
}

/** The sections of the texts that stand in the code of what is opened first, and in what that imports at once. */
export function firstSections() {
  const seen = new Set();
  const sections = new Set();
  const known = new Set(Object.keys(JSON.parse(readFileSync(join(source, 'locales/fi.json'), 'utf8'))));
  const visit = path => {
    if (seen.has(path)) return;
    seen.add(path);
    const code = readFileSync(path, 'utf8');
    for (const [, , section] of code.matchAll(KEY)) if (known.has(section)) sections.add(section);
    for (const [, imported] of code.matchAll(IMPORT)) {
      const found = fileOf(join(dirname(path), imported));
      if (found) visit(found);
    }
  };
  for (const path of OPENED_FIRST) visit(join(source, path));
  return sections;
}

function fileOf(imported) {
  return [imported.replace(/\.js$/, '.tsx'), imported.replace(/\.js$/, '.ts')].find(path => existsSync(path));
}
