import { numbered } from '../../platform/paper/numbered.js';
import { answerBlocks } from './answer-blocks.js';
import { heading, list, paragraph, stated, type Block, type Writing } from './block.js';
import type {
  AboutRequest,
  ClarificationDraft,
  Contact,
  ExtensionDraft,
  FinalDayDraft,
  IdentityDraft,
  LetterDraft,
  LetterFrame,
  LiftingDraft,
  ReceiptDraft,
  Signatory,
} from './letter-draft.js';
import type { LetterLanguage } from './letter-language.js';
import { disclosureBlocks, forwardingBlocks, recipientBlocks } from './letters-to-others.js';
import type { Part } from './parts.js';
import { wordsOf } from './words/words-of.js';

/** What a letter says, from its first line to its last. Throws `letter-incomplete` for what it would have to leave empty. */
export function letterBlocks(draft: LetterDraft, language: LetterLanguage): Block[] {
  const words = wordsOf(language);
  const format = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const writing: Writing = { words, day: day => format.format(new Date(day)) };
  return [
    ...head(draft, writing),
    { mark: 'H1', text: words.titles[draft.kind], parts: [] },
    ...message(draft, writing),
    ...foot(draft, writing),
  ];
}

function head({ controller, writtenOn, reference, to }: LetterFrame, { words, day }: Writing): Block[] {
  return [
    paragraph(stated(controller, 'controller').name),
    paragraph(
      `${day(stated(writtenOn, 'written-on'))}\n${words.reference} ${stated(reference, 'reference')}`,
      'written-on',
      'reference',
    ),
    contact(to, 'recipient'),
  ];
}

function message(draft: LetterDraft, writing: Writing): Block[] {
  switch (draft.kind) {
    case 'receipt':
      return [...request(draft, writing), ...receipt(draft, writing)];
    case 'identity-asked':
      return [...request(draft, writing), ...identity(draft, writing)];
    case 'clarification-asked':
      return [...request(draft, writing), ...clarification(draft, writing)];
    case 'extension-notice':
      return [...request(draft, writing), ...extension(draft, writing), ...protection(draft, writing)];
    case 'answer':
      return [...request(draft, writing), ...answerBlocks(draft, writing), ...protection(draft, writing)];
    case 'restriction-lifting':
      return [...request(draft, writing), ...lifting(draft, writing), ...protection(draft, writing)];
    case 'recipient-notice':
      return recipientBlocks(draft, writing);
    case 'disclosure-cover':
      return disclosureBlocks(draft, writing);
    case 'forwarding':
      return forwardingBlocks(draft, writing);
    case 'retention-final-day':
      return [...request(draft, writing), ...finalDay(draft, writing)];
  }
}

function request({ rights, receivedOn }: AboutRequest, { words, day }: Writing): Block[] {
  return [
    heading(words.request),
    paragraph(words.requested(day(stated(receivedOn, 'received-on'))), 'received-on'),
    list(
      rights.map(right => words.rights[right]),
      'request',
    ),
  ];
}

function receipt({ lastOn }: ReceiptDraft, { words: { clock }, day }: Writing): Block[] {
  return [paragraph(clock.answerBy(day(stated(lastOn, 'last-day'))), 'last-day'), paragraph(clock.freeOfCharge)];
}

function identity({ doubt, ways, stoppedOn }: IdentityDraft, { words: { clock }, day }: Writing): Block[] {
  return [
    paragraph(clock.doubt),
    paragraph(stated(doubt, 'doubt'), 'doubt'),
    paragraph(clock.ways),
    list(ways, 'ways-to-identify'),
    paragraph(clock.noCopies),
    paragraph(clock.stopped(day(stated(stoppedOn, 'stopped-on'))), 'stopped-on'),
  ];
}

function clarification({ question, stoppedOn }: ClarificationDraft, { words: { clock }, day }: Writing): Block[] {
  return [
    paragraph(clock.question),
    paragraph(stated(question, 'question'), 'question'),
    paragraph(clock.stopped(day(stated(stoppedOn, 'stopped-on'))), 'stopped-on'),
  ];
}

function extension(draft: ExtensionDraft, { words: { clock }, day }: Writing): Block[] {
  const first = day(stated(draft.firstLastOn, 'first-last-day'));
  const last = day(stated(draft.newLastOn, 'new-last-day'));
  return [
    paragraph(clock.extended(first, last), 'first-last-day', 'new-last-day'),
    paragraph(clock.because[stated(draft.because, 'extension-ground')], 'extension-ground'),
    paragraph(stated(draft.reason, 'extension-reason'), 'extension-reason'),
  ];
}

function lifting({ liftedOn, reason }: LiftingDraft, { words: { effects }, day }: Writing): Block[] {
  return [
    paragraph(effects.lifting(day(stated(liftedOn, 'lifted-on'))), 'lifted-on'),
    paragraph(effects.reason),
    paragraph(stated(reason, 'lifting-reason'), 'lifting-reason'),
  ];
}

function finalDay({ erasedOn, finalOn }: FinalDayDraft, { words: { effects, answer }, day }: Writing): Block[] {
  return [
    paragraph(effects.erased(day(stated(erasedOn, 'erased-on'))), 'erased-on'),
    paragraph(answer.finalOn(day(stated(finalOn, 'final-day'))), 'final-day'),
  ];
}

function protection({ authority }: LetterFrame, { words: { protection: words } }: Writing): Block[] {
  return [
    heading(words.heading),
    paragraph(words.complaint),
    paragraph([words.ombudsman, ...stated(authority, 'complaint')].join('\n'), 'complaint'),
    paragraph(words.remedy, 'remedy'),
  ];
}

function foot({ signatory, controller, dataProtectionOfficer }: LetterFrame, { words }: Writing): Block[] {
  return [
    signed(stated(signatory, 'signatory')),
    heading(words.contacts),
    paragraph(words.controller),
    contact(controller, 'controller'),
    paragraph(words.dataProtectionOfficer),
    contact(dataProtectionOfficer, 'data-protection-officer'),
    paragraph(words.regulation),
  ];
}

/** Somebody of the house by name and, where they have one, title: both come from a directory, which no letter waits for. */
function signed({ name, title }: Signatory): Block {
  const lines = [name, title].filter(line => line.trim() !== '');
  return paragraph(lines.map(numbered).join('\n'), 'signatory');
}

function contact(of: Contact | null, part: Part): Block {
  const { name, lines } = stated(of, part);
  return paragraph([name, ...lines].join('\n'), part);
}
