import type { Language } from '../../kernel/languages.js';
import type { ContactSettings } from '../../platform/config/index.js';
import { heading, list, paragraph, where, type TextBlock } from '../papers/text-block.js';
import { contentsBlocks } from './contents-blocks.js';
import { outsideEea } from './missing-facts.js';
import type { NoticeFacts } from './notice-facts.js';
import { protectionBlocks } from './protection-blocks.js';
import { purposesBlocks } from './purposes-blocks.js';
import { disclosureBlocks } from './disclosure-blocks.js';
import { rightsBlocks } from './rights-blocks.js';
import { SECTIONS, type Section } from './words/notice-words.js';
import { numberOf, writingIn, type Writing } from './writing.js';

/**
 * The privacy notice in a language: sections 3 to 15 as domain.md §1 numbers them, and what GDPR arts. 13 and 14 ask beyond them. A pure
 * function: whatever differs between two registers, or two days, is in `facts`.
 */
export function noticeBlocks(facts: NoticeFacts, language: Language): readonly TextBlock[] {
  const writing = writingIn(language);
  return SECTIONS.flatMap(section => [
    heading(section, `${numberOf(section)} ${writing.words.sections[section]}`),
    ...BLOCKS[section](facts, writing),
  ]);
}

type Blocks = (facts: NoticeFacts, writing: Writing) => readonly TextBlock[];

const BLOCKS: Readonly<Record<Section, Blocks>> = {
  register: (_, { words }) => [paragraph('register.name', words.register)],
  about: (_, { words }) => words.about.map((text, n) => paragraph(`about.${n + 1}`, text)),
  controller: ({ controller }, { words }) => [paragraph('controller.contact', contact(controller, words.open))],
  officer: ({ dataProtectionOfficer }, { words }) => [
    paragraph('officer.lead', words.officer(numberOf('rights'))),
    paragraph('officer.contact', contact(dataProtectionOfficer, words.open)),
  ],
  purposes: purposesBlocks,
  contents: contentsBlocks,
  nature: (_, { words }) => words.nature.map((text, n) => paragraph(`nature.${n + 1}`, text)),
  groups: ({ categories }, { words: { groups } }) => [
    paragraph('groups.lead', groups.lead),
    list('groups.list', [...categories.map(category => groups.names[category] ?? category), groups.mentioned]),
  ],
  source: (_, { words: { source } }) => [
    paragraph('source.call', source.call),
    paragraph('source.provenance', source.provenance),
    paragraph('source.others', source.others(numberOf('contents'))),
  ],
  disclosures: disclosureBlocks,
  transfers: (facts, { words }) => [
    paragraph('transfers.none', outsideEea(facts).length === 0 ? words.transfers : words.open),
  ],
  protection: protectionBlocks,
  decisions: (_, { words }) => [paragraph('decisions.none', words.decisions)],
  access: (_, { words }) => words.access.map((text, n) => paragraph(`access.${n + 1}`, text)),
  rights: rightsBlocks,
  giving: ({ unrecordedContact }, { words: { giving } }) => [
    paragraph('giving.voluntary', giving.voluntary),
    ...where(
      unrecordedContact.length > 0,
      paragraph('giving.other-way', giving.otherWay),
      paragraph('giving.contact', unrecordedContact.join('\n')),
    ),
  ],
};

function contact(of: ContactSettings | null, open: string): string {
  return of ? [of.name, ...of.lines].join('\n') : open;
}
