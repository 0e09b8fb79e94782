import { numbered } from '../../platform/paper/numbered.js';
import { TaggedPaper } from '../../platform/paper/tagged-paper.js';
import type { AnswerLanguage } from '../case/rights-case.entity.js';
import { wordsOf } from '../letters/words/words-of.js';
import type { CaseFile } from './compose-case-file.js';

interface FileWords {
  readonly title: string;
  readonly received: string;
  readonly decisions: string;
  readonly documents: string;
  readonly events: string;
  readonly nobody: string;
  /** That the words of people are in the other file. */
  readonly rest: string;
}

const WORDS: Readonly<Record<AnswerLanguage, FileWords>> = {
  fi: {
    title: 'Asian asiakirjat',
    received: 'Vastaanotettu',
    decisions: 'Ratkaisut',
    documents: 'Asiakirjat ja niiden tiivisteet (SHA-256)',
    events: 'Tapahtumat aikajärjestyksessä (UTC)',
    nobody: 'järjestelmä',
    rest: 'Pyynnön, perustelujen ja käsittelyn tekstit sekä lokitapahtumien todisteet ovat tiedostossa asia.json.',
  },
  sv: {
    title: 'Ärendets handlingar',
    received: 'Mottagen',
    decisions: 'Avgöranden',
    documents: 'Handlingar och deras kontrollsummor (SHA-256)',
    events: 'Händelser i tidsordning (UTC)',
    nobody: 'systemet',
    rest: 'Texterna i begäran, motiveringarna och handläggningen samt bevisen för logghändelserna finns i filen asia.json.',
  },
  en: {
    title: 'File of the case',
    received: 'Received',
    decisions: 'Decisions',
    documents: 'Documents and their hashes (SHA-256)',
    events: 'What happened, in the order of time (UTC)',
    nobody: 'the system',
    rest: 'The words of the request, of the reasons and of the handling, and the proofs of the log, are in the file asia.json.',
  },
};

/** What happened in a case, by whom and when, as a tagged PDF in the case's language: ids, codes and hashes, no free text. */
export function caseFilePdf(file: CaseFile, madeAt: Date): Promise<Buffer> {
  const { number, language, receivedOn } = file.case;
  const [words, letters] = [WORDS[language], wordsOf(language)];
  const title = `${words.title}, ${number}`;
  const paper = new TaggedPaper({ title, locale: letters.locale, madeAt });
  paper.text('H1', title);
  paper.text('P', `${words.received} ${receivedOn}. ${words.rest}`);
  section(paper, words.decisions, decisionsOf(file));
  section(paper, words.documents, documentsOf(file));
  section(paper, words.events, eventsOf(file, words));
  return paper.finish((page, pages) => `${number}   ${letters.page(page, pages)}`);
}

function section(paper: TaggedPaper, title: string, items: readonly string[]): void {
  paper.text('H2', title);
  if (items.length > 0) paper.list(items);
  else paper.text('P', '-');
}

function decisionsOf({ claims }: CaseFile): string[] {
  return claims.map(claim => [claim.rightKind, claim.state, claim.outcome, claim.ground].filter(Boolean).join(', '));
}

function documentsOf({ documents }: CaseFile): string[] {
  return documents.map(
    ({ kind, letterKind, createdAt, sha256 }, n) => `${n + 1}. ${letterKind ?? kind}, ${createdAt}: ${sha256 ?? '-'}`,
  );
}

function eventsOf({ journal, staff }: CaseFile, { nobody }: FileWords): string[] {
  return journal.map(({ at, actorId, action, eventId }) => {
    const who = actorId === null ? nobody : (staff[actorId] ?? actorId);
    return `${at}: ${action}, ${numbered(who)} (${eventId})`;
  });
}
