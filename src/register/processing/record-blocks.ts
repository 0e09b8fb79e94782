import type { Language } from '../../kernel/languages.js';
import type { ContactSettings } from '../../platform/config/index.js';
import { purposesTable } from '../notice/purposes-blocks.js';
import { periodsTable, sourcesTable, storesTable } from '../notice/protection-blocks.js';
import { heading, list, paragraph, table, where, type TextBlock } from '../papers/text-block.js';
import { assessmentBlocks } from './assessment-blocks.js';
import type { RecordedProcessor, RecordFacts } from './record-facts.js';
import { recordWritingIn, type RecordWriting } from './record-writing.js';
import { RECORD_SECTIONS, type RecordSection } from './words/record-words.js';

/** The record of processing in a language, with the data for an impact assessment: a pure function of `facts`. */
export function recordBlocks(facts: RecordFacts, language: Language): readonly TextBlock[] {
  const writing = recordWritingIn(language);
  return RECORD_SECTIONS.flatMap((section, n) => [
    heading(section, `${n + 1} ${writing.record.sections[section]}`),
    ...BLOCKS[section](facts, writing),
  ]);
}

type Blocks = (facts: RecordFacts, writing: RecordWriting) => readonly TextBlock[];

const BLOCKS: Readonly<Record<RecordSection, Blocks>> = {
  controller: ({ notice }, { record, words }) => [
    paragraph('controller.lead', record.controller),
    paragraph('controller.contact', contact(notice.controller, words.open)),
    paragraph('controller.officer-lead', record.officer),
    paragraph('controller.officer', contact(notice.dataProtectionOfficer, words.open)),
  ],
  purposes: ({ notice }, writing) => [purposesTable(notice, writing)],
  categories: ({ notice }, { record, words }) => [
    paragraph('categories.people-lead', record.people),
    list('categories.people', [
      ...notice.categories.map(category => words.groups.names[category] ?? category),
      words.groups.mentioned,
    ]),
    paragraph('categories.data-lead', record.data),
    list('categories.data', words.contents.items),
    paragraph('categories.special', record.special),
  ],
  recipients: (facts, writing) => [
    list('recipients.out', writing.words.disclosures.out),
    ...processorBlocks(facts, writing),
  ],
  transfers: (facts, writing) => [
    ...where(
      facts.missing.every(({ fact }) => fact !== 'party-in-eea'),
      paragraph('transfers.none', writing.words.transfers),
    ),
    countriesTable(facts, writing),
  ],
  periods: ({ notice, sources }, writing) => [
    periodsTable(notice, writing),
    ...where(sources.length > 0, sourcesTable(notice.sources, writing), deletionsTable(sources, writing)),
  ],
  measures: ({ access }, { record, words, months }) => [
    list('measures.list', [
      ...words.protection.measures,
      ...words.access,
      record.second,
      record.grants(months(access.grantMonths)),
      ...(access.recertificationMonths > 0 ? [record.recertified(access.recertificationMonths)] : []),
    ]),
  ],
  assessment: assessmentBlocks,
  open: ({ missing, notice }, { record, words }) => {
    const told = missing.map(({ fact, of }) => {
      const names: Readonly<Record<string, string>> = { ...words.purposes.names, ...words.protection.storeNames };
      return of === null ? record.missing[fact] : `${record.missing[fact]}: ${names[of] ?? of}`;
    });
    const open = [...told, ...(notice.retention.rule.kind === 'earlier-of' ? [record.ruleConflict] : [])];
    if (open.length === 0) return [paragraph('open.none', record.nothingOpen)];
    return [paragraph('open.lead', record.openLead), list('open.list', open)];
  },
};

function processorBlocks({ processors }: RecordFacts, writing: RecordWriting): readonly TextBlock[] {
  const { record } = writing;
  if (processors.length === 0) return [paragraph('recipients.no-processors', record.noProcessors)];
  const rows = processors.flatMap(processor => processorRows(processor, writing));
  return [table('recipients.processors', { ...record.processors, rows })];
}

function processorRows(processor: RecordedProcessor, { record, country, day }: RecordWriting): string[][] {
  const { name, task, subProcessors, undertakingReference, undertakingOn } = processor;
  return [
    [name, task, country(processor.country), record.undertaking(undertakingReference, day(undertakingOn))],
    ...subProcessors.map(sub => [sub.name, sub.task, country(sub.country), record.subProcessor(name)]),
  ];
}

/** Everything that has a country, in one table: what art. 30(1)(e) and the notice's §11 are about. */
function countriesTable({ notice, processors }: RecordFacts, writing: RecordWriting): TextBlock {
  const { record, country } = writing;
  const stores = storesTable(notice, writing);
  const rows = [
    ...(stores.kind === 'table' ? stores.rows : []),
    ...notice.outsideParties.map(({ party, country: where }) => [record.parties[party] ?? party, country(where)]),
    ...processors.flatMap(one => [one, ...one.subProcessors]).map(one => [one.name, country(one.country)]),
    ...notice.sources.flatMap(({ name, ownCopy }) =>
      ownCopy ? [[record.ownCopy(name), country(ownCopy.country)]] : [],
    ),
  ];
  return table('transfers.countries', { ...record.countries, rows });
}

function deletionsTable(sources: RecordFacts['sources'], { record, day }: RecordWriting): TextBlock {
  const rows = sources.map(({ name, copyDeleted }) => [
    name,
    copyDeleted ? record.deleted(day(copyDeleted.throughOn), copyDeleted.reference) : record.noEvidence,
  ]);
  return table('periods.deletions', { ...record.deletions, rows });
}

function contact(of: ContactSettings | null, open: string): string {
  return of ? [of.name, ...of.lines].join('\n') : open;
}
