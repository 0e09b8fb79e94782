import type { Language } from '../../kernel/languages.js';
import { textPaper } from '../papers/text-paper.js';
import { studyBlocks, studyLead } from './study-blocks.js';
import type { ServiceLevelStudy } from './study.schemas.js';
import { studyWordsOf } from './words/words-of.js';

/** A study as a tagged PDF: its tables, and how they were made. */
export function studyPaper(study: ServiceLevelStudy, language: Language, madeAt: Date): Promise<Buffer> {
  const { title } = studyWordsOf(language);
  return textPaper(studyBlocks(study, language), { title, language, lead: studyLead(study, language), madeAt });
}
