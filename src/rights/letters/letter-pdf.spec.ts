import { describe, expect, it } from '@jest/globals';
import { textsOf } from './block.js';
import { LETTER_LANGUAGES } from './letter-language.js';
import { letterIn, letterPdf } from './letter-pdf.js';
import type { LetterDraft } from './letter-draft.js';
import { requiredParts } from './missing-parts.js';
import { answerOf, decision, REFUSAL, SAMPLES } from './testing/sample-letters.js';

function wordsIn(draft: LetterDraft): string {
  return textsOf(letterIn(draft, 'fi')).join('\n');
}

function receiptTo(name: string, doubt = 'Epäily.'): LetterDraft {
  const { identity } = SAMPLES;
  if (identity?.kind !== 'identity-asked') throw new Error('There is no such sample.');
  return { ...identity, doubt, to: { name, lines: [] } };
}

describe('a letter on paper', () => {
  it('is the same file whenever it is made of the same draft', async () => {
    const make = () => letterPdf(answerOf([decision({ right: 'access', outcome: 'withdrawn' })]), 'sv');
    expect((await make()).equals(await make())).toBe(true);
  });

  it('writes the names of those who live here in letters that its fonts have', async () => {
    for (const name of ['Žydrė Šimkutė', 'Nguyễn Thị Ánh', 'Дарья Щукина', 'Γιώργος Ξένος', 'Áŋŋel Čeabet'])
      await expect(letterPdf(receiptTo(name), 'fi')).resolves.toBeInstanceOf(Buffer);
    for (const name of ['محمد', '王芳', 'Aino \u0007'])
      await expect(letterPdf(receiptTo(name), 'fi')).rejects.toMatchObject({ code: 'letter-unwritable' });
  });

  it('is had whatever the names of the house are written with: what no font has is told by its number', async () => {
    const { disclosure, access } = SAMPLES;
    if (disclosure?.kind !== 'disclosure-cover' || access?.kind !== 'answer' || !access.access)
      throw new Error('There is no such sample.');
    const signatory = { name: 'Oili 王', title: 'työ ☎' };
    const cover = { ...disclosure, signatory, decidedBy: ['Oili 王', 'Satu Sijainen'] };
    await expect(letterPdf(cover, 'fi')).resolves.toBeInstanceOf(Buffer);
    expect(textsOf(letterIn(cover, 'fi'))).toEqual(
      expect.arrayContaining(['Oili U+738B\ntyö U+260E', 'Oili U+738B', 'Satu Sijainen']),
    );
    const consultations = (access.access.consultations ?? []).map(of => ({
      ...of,
      staffName: of.staffName && 'Kalle 王',
    }));
    const named = { ...access, signatory, access: { ...access.access, consultations } };
    await expect(letterPdf(named, 'fi')).resolves.toBeInstanceOf(Buffer);
    expect(wordsIn(named)).toContain('Kalle U+738B');
  });
});

describe('what a letter says', () => {
  it.each(LETTER_LANGUAGES)('has the words of every part, in %s', language => {
    for (const draft of Object.values(SAMPLES)) {
      const blocks = letterIn(draft, language);
      expect(textsOf(blocks).filter(text => /undefined|null|\[object/.test(text))).toEqual([]);
      expect(blocks.map(({ mark, parts }) => [mark, parts])).toEqual(
        letterIn(draft, 'fi').map(({ mark, parts }) => [mark, parts]),
      );
    }
  });

  it('has no line of a title where whoever signs has none', () => {
    const signatory = { name: 'Oili Oikeus', title: '' };
    for (const draft of Object.values(SAMPLES))
      expect(textsOf(letterIn({ ...draft, signatory }, 'fi'))).toContain('Oili Oikeus');
  });

  it('never has the reasons that are for the case file alone', () => {
    const drafts = Object.values(SAMPLES);
    expect(JSON.stringify(drafts)).toContain('SISÄINEN-PERUSTE-1');
    expect(JSON.stringify(drafts)).toContain('SISÄINEN-PERUSTE-2');
    expect(drafts.map(wordsIn).join('\n')).not.toContain('SISÄINEN');
  });

  it('leaves a reason out that is not to be stated, even where the draft has it', () => {
    const refusal = {
      ...REFUSAL,
      ground: 'supervision-dpa-34',
      reason: 'EI-SANOTA',
      reasonLeftOutBecause: 'Tarkastus kesken.',
    } as const;
    const letter = answerOf([decision({ right: 'access', outcome: 'refused', refusal })]);
    expect(wordsIn(letter)).not.toContain('EI-SANOTA');
    expect(wordsIn(letter)).toContain('34 §:n 3 momentti');
  });

  it('promises the data to the Ombudsman where §34 withholds them, and only there', () => {
    const refused = (ground: 'serious-danger-dpa-34' | 'excessive-12-5') =>
      answerOf([decision({ right: 'access', outcome: 'refused', refusal: { ...REFUSAL, ground } })]);
    expect(wordsIn(refused('serious-danger-dpa-34'))).toContain('annetaan pyynnöstänne tietosuojavaltuutetulle');
    expect(wordsIn(refused('excessive-12-5'))).not.toContain('annetaan pyynnöstänne tietosuojavaltuutetulle');
    expect(requiredParts(refused('excessive-12-5'))).not.toContain('ombudsman-on-request');
  });

  it('never has a personal identity code, not even one with a slip of the pen', () => {
    for (const code of ['290204A977V', 'Virtanen (311299-998d).', '150585 Y 951A', '311299–998D', '010100A901J'])
      expect(() => letterIn(receiptTo('Aino', `Pyynnössä on ${code}`), 'fi')).toThrow(
        expect.objectContaining({ code: 'letter-holds-identity-code' }),
      );
    for (const other of ['Y-tunnus 1234567-8', 'puhelin 040-123 4567', 'T-2026-0012', '291399-901X', '1311299-998D'])
      expect(() => letterIn(receiptTo('Aino', other), 'fi')).not.toThrow();
  });
});
