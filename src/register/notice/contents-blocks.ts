import { retentionInWords } from '../../kernel/retention-words.js';
import { list, paragraph, where, type TextBlock } from '../papers/text-block.js';
import type { NoticeFacts } from './notice-facts.js';
import type { Writing } from './writing.js';

/** §6: what the register holds, and for how long. */
export function contentsBlocks(
  { sources, retention, holds, trainingCopyDays }: NoticeFacts,
  { words: { contents: words }, language, days, and }: Writing,
): readonly TextBlock[] {
  const withCodes = sources.filter(({ keepsIdentityCodes }) => keepsIdentityCodes).map(({ name }) => name);
  return [
    paragraph('contents.recorded', words.recorded),
    paragraph('contents.lead', words.lead),
    list('contents.list', words.items),
    paragraph('contents.codes', withCodes.length > 0 ? words.codes(and(withCodes)) : words.noCodes),
    paragraph('contents.code-search', words.codeSearch),
    paragraph('contents.kept', words.kept(retentionInWords(retention.rule, language))),
    paragraph('contents.counted', words.counted),
    paragraph(
      'contents.held',
      words.heldLonger({
        provisional: days(holds.provisionalDays),
        most: days(holds.mostDays),
        longest: days(holds.longestDays),
      }),
    ),
    paragraph('contents.held-alone', words.heldAlone),
    paragraph('contents.held-for-request', words.heldForRequest),
    ...where(
      holds.afterCaseDays > 0,
      paragraph('contents.held-after-request', words.heldAfterRequest(days(holds.afterCaseDays))),
    ),
    paragraph('contents.training-copy', words.trainingCopy(days(trainingCopyDays))),
  ];
}
