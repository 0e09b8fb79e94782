import { helsinkiDay } from '../../kernel/calendar.js';
import { LOCALES, type Language } from '../../kernel/languages.js';
import { textPaper } from '../papers/text-paper.js';
import type { NoticeVersion } from './notice-version.entity.js';
import { snapshotIn } from './notice-versions.js';
import { wordsOf } from './words/words-of.js';

interface LeadWords {
  readonly version: string;
  readonly published: (day: string) => string;
  /** Whoever holds a draft must see that it is none. */
  readonly draft: string;
}

const LEAD: Readonly<Record<Language, LeadWords>> = {
  fi: { version: 'Versio', published: day => `julkaistu ${day}`, draft: 'luonnos, ei julkaistu' },
  sv: { version: 'Version', published: day => `publicerad ${day}`, draft: 'utkast, inte publicerad' },
  en: { version: 'Version', published: day => `published on ${day}`, draft: 'draft, not published' },
};

/** A version of the notice as a tagged PDF in a language. */
export function noticePaper(row: NoticeVersion, language: Language): Promise<Buffer> {
  const { version, proposedAt, decidedAt, state } = row;
  const [words, format] = [
    LEAD[language],
    new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }),
  ];
  const published = state === 'published' && decidedAt ? decidedAt : null;
  const said = published ? words.published(format.format(new Date(helsinkiDay(published)))) : words.draft;
  return textPaper(snapshotIn(row).texts[language], {
    ...{ title: wordsOf(language).title, language, madeAt: published ?? proposedAt },
    lead: `${words.version} ${version}, ${said}`,
  });
}
