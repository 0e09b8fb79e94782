import { LOCALES, type Language } from '../../kernel/languages.js';
import { heading, list, paragraph, table, type TextBlock } from '../papers/text-block.js';
import { textPaper } from '../papers/text-paper.js';
import type { PromiseView } from './promises.schemas.js';
import { promiseWordsOf } from './words/words-of.js';
import { writtenFigures, writtenInstant } from './written-figures.js';

interface PaperOf {
  readonly language: Language;
  readonly madeAt: Date;
}

/** The promises and their newest results as a tagged PDF: a table first, then each with its control, check and figures. */
export function promisePaper(items: readonly PromiseView[], { language, madeAt }: PaperOf): Promise<Buffer> {
  const words = promiseWordsOf(language);
  const lead = words.paper.asOf(writtenInstant(madeAt.toISOString(), LOCALES[language]));
  const blocks = [summary(items, language), ...items.flatMap(item => blocksOf(item, language))];
  return textPaper(blocks, { title: words.paper.title, language, lead, madeAt });
}

function summary(items: readonly PromiseView[], language: Language): TextBlock {
  const { paper, standings } = promiseWordsOf(language);
  const rows = items.map(({ says, sections, standing, checkedAt, logIndex }) => [
    `${says[language]} (${paper.sections(sections)})`,
    standings[standing],
    checkedAt === null ? paper.never : writtenInstant(checkedAt, LOCALES[language]),
    logIndex === null ? '' : String(logIndex),
  ]);
  return table('summary', { caption: paper.caption, headers: paper.headers, rows });
}

function blocksOf(item: PromiseView, language: Language): readonly TextBlock[] {
  const { paper, standings, incident: open } = promiseWordsOf(language);
  const { promise, sections, says, keeps, shows, control, standing, incident } = item;
  return [
    heading(promise, `${paper.sections(sections)}: ${says[language]}`),
    paragraph(`${promise}.keeps`, `${keeps[language]} (${control})`),
    paragraph(`${promise}.shows`, shows[language]),
    list(`${promise}.figures`, [standings[standing], ...writtenFigures(item.figures, language)]),
    ...(incident ? [paragraph(`${promise}.incident`, open(writtenInstant(incident.openedAt, LOCALES[language])))] : []),
  ];
}
