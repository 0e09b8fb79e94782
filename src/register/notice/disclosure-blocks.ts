import { list, paragraph, table, type TextBlock } from '../papers/text-block.js';
import type { NoticeFacts, ProcessorFacts } from './notice-facts.js';
import type { Writing } from './writing.js';

/** §10: who is given the data, and who processes them for the controller (art. 13(1)(e)). */
export function disclosureBlocks({ processors }: NoticeFacts, writing: Writing): readonly TextBlock[] {
  const words = writing.words.disclosures;
  return [
    paragraph('disclosures.owned', words.owned),
    list('disclosures.out', words.out),
    paragraph('disclosures.no-links', words.noLinks),
    paragraph('disclosures.forwarded', words.forwarded),
    ...(processors.length === 0
      ? [paragraph('disclosures.no-processors', words.noProcessors)]
      : [
          paragraph('disclosures.processors', words.processors),
          table('disclosures.table', {
            ...words.table,
            rows: processors.flatMap(processor => rowsOf(processor, writing)),
          }),
        ]),
  ];
}

function rowsOf(
  { name, task, country, subProcessors }: ProcessorFacts,
  { words, country: nameOf }: Writing,
): string[][] {
  const subs = subProcessors.map(sub => [
    words.disclosures.subProcessor(sub.name, name),
    sub.task,
    nameOf(sub.country),
  ]);
  return [[name, task, nameOf(country)], ...subs];
}
