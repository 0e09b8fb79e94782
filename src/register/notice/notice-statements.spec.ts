import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, type Language } from '../../kernel/languages.js';
import { differencesOf } from '../papers/differences.js';
import { linesOf } from '../papers/text-block.js';
import { noticeBlocks } from './notice-blocks.js';
import { CHANGED_FACTS } from './testing/changed-facts.js';
import { factsOf } from './testing/sample-facts.js';

const PAGE = join(import.meta.dirname, '../../../docs/notice.md');

/** A row of the page's table: what the notice says, in which block, from which facts, and how each language says it. */
interface Statement {
  readonly section: string;
  readonly says: string;
  readonly block: string;
  readonly facts: readonly string[];
  readonly words: Readonly<Record<Language, string>>;
}

const STATEMENTS = rowsOf(readFileSync(PAGE, 'utf8'));

function rowsOf(page: string): readonly Statement[] {
  const [, section = ''] = page.split('## Every promise and where it comes from');
  const [table = ''] = section.split('\n## ');
  const rows = table.split('\n').filter(line => line.startsWith('|'));
  return rows.slice(2).map(row => {
    const cells = row.split(/(?<!\\)\|/).map(cell => cell.trim().replaceAll('\\|', '|'));
    const [, section = '', says = '', block = '', from = '', fi = '', sv = '', en = ''] = cells;
    const named = [...from.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    const facts = named.filter(name => name in factsOf());
    return { section, says, block: block.replaceAll('`', ''), facts, words: { fi, sv, en } };
  });
}

/** Headings and sentences that only lead to the next block say nothing of their own. */
const LEADS = /\.lead$|-lead$|^(register\.name|disclosures\.processors|rights\.authority|giving\.other-way)$/;

describe('the statements that the page tells of', () => {
  it('are of each section of the published notice', () => {
    const sections = new Set(STATEMENTS.map(({ section }) => section).filter(section => section !== ''));
    expect([...sections]).toEqual(Array.from({ length: 13 }, (_, n) => String(n + 3)));
  });

  it.each(LANGUAGES)('are each in their block, in %s', language => {
    const blocks = new Map(noticeBlocks(factsOf(), language).map(block => [block.id, linesOf(block).join('\n')]));
    const unsaid = STATEMENTS.filter(({ block, words }) => !(blocks.get(block) ?? '').includes(words[language]));
    expect(unsaid.map(({ says, block }) => `${block}: ${says}`)).toEqual([]);
    expect(STATEMENTS.filter(({ words }) => words[language] === '')).toEqual([]);
  });

  it('are all that the notice says: no block is without a row', () => {
    const told = new Set(STATEMENTS.map(({ block }) => block));
    const blocks = noticeBlocks(factsOf(), 'fi').filter(({ kind }) => kind !== 'heading');
    expect(blocks.map(({ id }) => id).filter(id => !told.has(id) && !LEADS.test(id))).toEqual([]);
  });

  it.each(Object.keys(factsOf()))('change with %s where they say that they come from it, and only there', fact => {
    const changed = new Set(
      CHANGED_FACTS.filter(([, more]) => fact in more).flatMap(([, more]) =>
        LANGUAGES.flatMap(language =>
          differencesOf(noticeBlocks(factsOf(), language), noticeBlocks(factsOf(more), language)).map(({ id }) => id),
        ),
      ),
    );
    const rows = STATEMENTS.filter(({ facts }) => facts.includes(fact));
    expect(rows).not.toEqual([]);
    expect(rows.map(({ block }) => block).filter(block => !changed.has(block))).toEqual([]);
    const unnamed = STATEMENTS.filter(({ block, facts }) => changed.has(block) && !facts.includes(fact));
    expect(unnamed.map(({ block }) => block)).toEqual([]);
  });
});
