import { STORE_COUNTRY } from '../../kernel/countries.js';
import { retentionInWords } from '../../kernel/retention-words.js';
import { list, paragraph, table, where, type TextBlock } from '../papers/text-block.js';
import { clauseIn } from './clause-words.js';
import type { NoticeFacts, SourceFacts } from './notice-facts.js';
import type { Writing } from './writing.js';

/** §12: where the data are, for how long, and how they are protected. */
export function protectionBlocks(facts: NoticeFacts, writing: Writing): readonly TextBlock[] {
  const { words, language } = writing;
  const { protection } = words;
  const kept = retentionInWords(facts.retention.rule, language);
  return [
    paragraph('protection.lead', protection.lead),
    ...where(
      facts.stores.every(({ country }) => country === STORE_COUNTRY),
      paragraph('protection.in-finland', protection.inFinland(kept)),
    ),
    storesTable(facts, writing),
    periodsTable(facts, writing),
    paragraph('protection.erased-earlier', protection.erasedEarlier),
    ...where(
      facts.sources.length > 0,
      paragraph('protection.sources-lead', protection.sourcesLead),
      sourcesTable(facts.sources, writing),
    ),
    paragraph('protection.measures-lead', protection.measuresLead),
    list('protection.measures', protection.measures),
    ...where(facts.processors.length > 0, paragraph('protection.bound', protection.bound)),
  ];
}

export function storesTable({ stores }: Pick<NoticeFacts, 'stores'>, { words, country: nameOf }: Writing): TextBlock {
  const { stores: columns, storeNames } = words.protection;
  const rows = stores.map(({ store, country }) => [storeNames[store] ?? store, country ? nameOf(country) : words.open]);
  return table('protection.stores', { ...columns, rows });
}

export function periodsTable(facts: NoticeFacts, writing: Writing): TextBlock {
  const { words, language, days, months } = writing;
  const { periods, periodNames, clause, upTo, atMost, afterClosing, afterDestroying } = words.protection;
  const { rule, clause: from } = facts.retention;
  return table('protection.periods', {
    ...periods,
    rows: [
      [periodNames.calls, `${retentionInWords(rule, language)}${clause(clauseIn(from, writing))}`],
      [periodNames.held, upTo(days(facts.holds.longestDays))],
      [periodNames.training, atMost(days(facts.trainingCopyDays))],
      [periodNames.unannounced, atMost(days(facts.waitingDays))],
      [periodNames.keys, afterDestroying(days(facts.keyCopiesDays))],
      [periodNames.log, months(facts.logKeptMonths)],
      [periodNames.requests, afterClosing(months(facts.caseKeptMonths))],
    ],
  });
}

export function sourcesTable(sources: readonly SourceFacts[], { words, country, days }: Writing): TextBlock {
  const { sources: columns, notStated } = words.protection;
  const rows = sources.map(({ name, ownCopy, keepsDays }) => [
    name,
    ownCopy ? `${ownCopy.place}, ${country(ownCopy.country)}` : notStated,
    keepsDays === null ? notStated : days(keepsDays),
  ]);
  return table('protection.sources', { ...columns, rows });
}
