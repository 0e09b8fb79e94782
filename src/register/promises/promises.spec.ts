import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '../../kernel/languages.js';
import { FIGURES } from './figures.js';
import { PROMISE_NAMES, promiseOf } from './promises.js';
import { promiseWordsOf } from './words/words-of.js';

const DOCS = join(import.meta.dirname, '../../../docs');

/** As a page's headings are linked to. */
function anchorsOf(page: string): string[] {
  const headings = [...readFileSync(join(DOCS, page), 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => text);
  return headings.map(text =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\d -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the promises', () => {
  it.each(PROMISE_NAMES)('name for %s a control that the docs tell of', name => {
    const [page = '', anchor] = promiseOf(name).control.split('#');
    expect(anchorsOf(page)).toContain(anchor);
  });

  it.each(LANGUAGES)('are said in %s in words of their own, each with what keeps it and what shows it', language => {
    const { promises, figures } = promiseWordsOf(language);
    const said = PROMISE_NAMES.flatMap(name => Object.values<string>({ ...promises[name] }));
    expect(new Set(said).size).toBe(said.length);
    expect(said.filter(text => !/^\p{Lu}.*\.$/su.test(text))).toEqual([]);
    expect(Object.keys(figures).sort()).toEqual(Object.keys(FIGURES).sort());
  });

  it('speak of sections that the notice has', () => {
    const sections = PROMISE_NAMES.flatMap(name => promiseOf(name).sections);
    expect(sections.filter(section => section < 3 || section > 15)).toEqual([]);
    expect([3, 5, 6, 10, 11, 12, 14, 15].filter(section => !sections.includes(section))).toEqual([]);
  });
});
