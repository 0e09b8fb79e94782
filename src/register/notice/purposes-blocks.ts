import { list, paragraph, quotation, table, where, type TextBlock } from '../papers/text-block.js';
import type { AnnouncementFacts, NoticeFacts } from './notice-facts.js';
import type { Writing } from './writing.js';

/** §5: what the data are for and on which basis, and what callers are told at the start of a call. */
export function purposesBlocks(facts: NoticeFacts, writing: Writing): readonly TextBlock[] {
  const { words, or } = writing;
  const { names, interest, bound, shares, reference, lead } = words.purposes;
  const named = facts.purposes.filter(({ needsReference }) => needsReference).map(({ purpose }) => names[purpose]);
  const interests = facts.purposes.filter(({ basis }) => basis === 'legitimate-interest');
  return [
    paragraph('purposes.lead', lead),
    purposesTable(facts, writing),
    ...where(
      interests.length > 0,
      paragraph('purposes.interest', interest(writing.and(interests.map(({ purpose }) => names[purpose])))),
    ),
    paragraph('purposes.bound', bound),
    ...where(named.length > 0, paragraph('purposes.reference', reference(or(named)))),
    paragraph('purposes.shares', shares),
    ...announcementBlocks(facts, writing),
  ];
}

/** Each purpose with its legal basis and the condition of art. 9(2). */
export function purposesTable({ purposes }: Pick<NoticeFacts, 'purposes'>, { words }: Writing): TextBlock {
  const { names, bases, conditions, table: columns } = words.purposes;
  const rows = purposes.map(({ purpose, basis, condition }) => [
    names[purpose],
    basis ? bases[basis] : words.open,
    condition ? conditions[condition] : words.open,
  ]);
  return table('purposes.table', { ...columns, rows });
}

/** Callers are told by the telephone system, and the other party of an outgoing call by whoever calls. */
function announcementBlocks({ announcements, waitingDays }: NoticeFacts, writing: Writing): readonly TextBlock[] {
  const { announced, saidByAgent, outgoing, unannounced, marked } = writing.words.purposes;
  const says = (by: AnnouncementFacts['saidBy']) => announcements.some(({ saidBy }) => saidBy === by);
  return [
    ...where(says('system'), paragraph('purposes.announced', announced)),
    ...where(says('agent'), paragraph('purposes.said-by-agent', saidByAgent)),
    paragraph('purposes.outgoing', outgoing),
    paragraph('purposes.unannounced', unannounced(writing.days(waitingDays))),
    ...where(announcements.length > 0, paragraph('purposes.marked', marked)),
    ...eachOnce(announcements).flatMap(one => announcementTexts(one, writing)),
  ];
}

function eachOnce(announcements: readonly AnnouncementFacts[]): readonly AnnouncementFacts[] {
  return [...new Map(announcements.map(one => [`${one.version} ${one.language}`, one])).values()];
}

function announcementTexts({ version, language, text }: AnnouncementFacts, writing: Writing): readonly TextBlock[] {
  const { words, languageName } = writing;
  const id = `purposes.announcement.${version}.${language}`;
  return [
    paragraph(id, words.purposes.announcement(version, languageName(language))),
    text === null ? list(`${id}.text`, [words.open]) : quotation(`${id}.text`, language, text),
  ];
}
