import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { Language } from '../../kernel/languages.js';
import { textPaper } from '../papers/text-paper.js';
import { GatherRecord } from './gather-record.js';
import { recordBlocks } from './record-blocks.js';
import { recordWritingIn } from './record-writing.js';
import type { ProcessingRecord } from './record.schemas.js';
import { recordWordsOf } from './words/words-of.js';

const TITLE = { fi: recordWordsOf('fi').title, sv: recordWordsOf('sv').title, en: recordWordsOf('en').title };

/** Makes the record of processing as it is at this moment: nothing of it is kept, since it changes with what it is made of. */
@Injectable()
export class MakeRecord {
  constructor(
    private readonly gather: GatherRecord,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<ProcessingRecord> {
    const now = this.clock.now();
    const facts = await this.gather.execute(now);
    const texts = { fi: recordBlocks(facts, 'fi'), sv: recordBlocks(facts, 'sv'), en: recordBlocks(facts, 'en') };
    // The same value, for a schema that knows no readonly.
    const plain = JSON.parse(JSON.stringify({ facts, texts })) as Pick<ProcessingRecord, 'facts' | 'texts'>;
    return { asOf: now.toISOString(), title: TITLE, ...plain };
  }

  async paper(language: Language): Promise<Buffer> {
    const now = this.clock.now();
    const { record, day } = recordWritingIn(language);
    const blocks = recordBlocks(await this.gather.execute(now), language);
    const lead = record.lead(day(helsinkiDay(now)));
    return textPaper(blocks, { title: record.title, language, lead, madeAt: now });
  }
}
