import { expect, it } from '@jest/globals';
import { TaggedPaper } from '../../src/platform/paper/tagged-paper.js';
import { LETTER_LANGUAGES } from '../../src/rights/letters/letter-language.js';
import { letterPdf } from '../../src/rights/letters/letter-pdf.js';
import { answerOf, decision, SAMPLES } from '../../src/rights/letters/testing/sample-letters.js';
import { wordsOf } from '../../src/rights/letters/words/words-of.js';
import { describeWith } from '../support/describe-with.js';
import { findingsOf } from '../support/paper-findings.js';
import { NOW } from '../support/server.js';
import { readTaggedPdf, type Tag } from '../support/tagged-pdf.js';

/** An answer in each language, and each other letter in one of them. */
const LETTERS = LETTER_LANGUAGES.flatMap((language, nth) =>
  Object.entries(SAMPLES)
    .filter(([name], n) => name === 'access' || n % LETTER_LANGUAGES.length === nth)
    .map(([name, draft]) => [language, name, draft] as const),
);
/** What may stand below each element of a letter. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  '/Document': ['/H1', '/H2', '/P', '/L'],
  '/L': ['/LI'],
  '/LI': ['/Lbl', '/LBody'],
};

function misplaced(tag: Tag): string[] {
  const wrong = tag.kids
    .filter(kid => !(BELOW[tag.type] ?? []).includes(kid.type))
    .map(kid => `${kid.type} in ${tag.type}`);
  return [...wrong, ...tag.kids.flatMap(misplaced)];
}

function piecesOf(tag: Tag): string[] {
  return [...tag.pieces, ...tag.kids.flatMap(piecesOf)];
}

describeWith('qpdf', 'a letter on paper', () => {
  it.each(LETTERS)('is tagged from its first word to its last, in %s: %s', async (language, _, draft) => {
    const pdf = await readTaggedPdf(await letterPdf(draft, language));
    const words = wordsOf(language);
    expect(pdf.lang).toBe(`u:${words.locale}`);
    expect([pdf.marked, pdf.displaysTitle]).toEqual([true, true]);
    expect(pdf.title).toBe(`u:${words.titles[draft.kind]}, T-2026-0012`);
    expect(pdf.metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(pdf.metadata).toContain(words.titles[draft.kind]);
    expect(pdf.fonts.length).toBeGreaterThan(1);
    expect(pdf.fontsWithoutFile).toEqual([]);
    expect(pdf.tags.map(({ type }) => type)).toEqual(['/Document']);
    expect(pdf.tags.flatMap(misplaced)).toEqual([]);
    expect(pdf.untagged).toEqual([]);
    expect(pdf.artifacts).toBe(pdf.pages);
    expect(pdf.tags.flatMap(piecesOf)).toEqual(pdf.pieces);
    const types = pdf.tags.flatMap(({ kids }) => kids.map(({ type }) => type));
    expect(types.filter(type => type === '/H1')).toHaveLength(1);
    expect(types.indexOf('/H2')).toBeGreaterThan(types.indexOf('/H1'));
  });

  it('goes on over as many pages as it needs', async () => {
    const effect = Array.from({ length: 1500 }, (_, n) => `sana${n}`).join(' ');
    const decisions = [decision({ right: 'objection', outcome: 'granted', effect })];
    const pdf = await readTaggedPdf(await letterPdf(answerOf(decisions), 'fi'));
    expect(pdf.pages).toBeGreaterThan(3);
    expect(pdf.artifacts).toBe(pdf.pages);
    expect(pdf.untagged).toEqual([]);
    expect(pdf.tags.flatMap(piecesOf)).toEqual(pdf.pieces);
    const spread = pdf.tags.flatMap(({ kids }) => kids).filter(({ pieces }) => pieces.length > 1);
    expect(spread.map(({ type }) => type)).toEqual(['/P']);
  });

  it('draws the names of the columns again on each further page of a table, outside the structure', async () => {
    const paper = new TaggedPaper({ title: 'Pitkä taulukko', locale: 'fi-FI', madeAt: NOW });
    paper.text('H1', 'Pitkä taulukko');
    const rows = Array.from({ length: 90 }, (_, n) => [`rivi ${n + 1}`, 'arvo']);
    paper.table({ caption: 'Rivit', headers: ['Nimike', 'Sisältö'], rows });
    const pdf = await readTaggedPdf(await paper.finish(page => `Sivu ${page}`));
    expect(pdf.pages).toBeGreaterThan(1);
    const [lines, feet, heads] = [rows.length + pdf.pages, pdf.pages, pdf.pages - 1];
    expect(pdf.artifacts).toBe(lines + feet + heads);
    expect(findingsOf(pdf, 'fi')).toEqual([]);
  });
});
