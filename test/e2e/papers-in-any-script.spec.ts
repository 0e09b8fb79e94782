import { describe, expect, it } from '@jest/globals';
import { textPaper } from '../../src/register/papers/text-paper.js';
import { pdfText } from '../support/pdf-text.js';
import { caseFilePdf } from '../../src/rights/case-file/case-file-pdf.js';
import type { CaseFile } from '../../src/rights/case-file/compose-case-file.js';

const AT = new Date('2026-11-24T07:00:00Z');
const EVENT = '01a20c5a-0000-7000-8000-000000000001';

/** What happened in a case whose officer has `name`. */
function caseOf(name: string): CaseFile {
  const entry = {
    at: AT.toISOString(),
    actorId: 'officer',
    action: 'rights-request.opened',
    eventId: EVENT,
    detail: null,
  };
  const facts = { number: 'TP-2026-1', language: 'fi', receivedOn: '2026-11-23' };
  // The PDF looks at nothing else.
  return { case: facts, claims: [], documents: [], journal: [entry], staff: { officer: name } } as unknown as CaseFile;
}

const shown = async (name: string) => pdfText(await caseFilePdf(caseOf(name), AT));

describe('the file of a case as PDF', () => {
  it('tells what happened, when, by whom and by which event', async () => {
    await expect(shown('Oili Oikeus')).resolves.toContain(
      `2026-11-24T07:00:00.000Z: rights-request.opened, Oili Oikeus (${EVENT})`,
    );
  });

  it('is had whatever a name is written with: what no font has is told by its number', async () => {
    await expect(shown('Oili 王 😀')).resolves.toContain('Oili U+738B U+1F600');
    await expect(shown('A\u030alma\u200b')).resolves.toContain('Ålma (');
  });
});

describe('a paper of the register', () => {
  it('is had whatever a queue is called', async () => {
    const frame = { title: 'Tilasto', language: 'fi', lead: 'Marraskuu', madeAt: AT } as const;
    const paper = await textPaper([{ id: 'lead', kind: 'paragraph', text: 'Jono ☎ tuki' }], frame);
    expect(pdfText(paper)).toContain('Jono U+260E tuki');
  });
});
