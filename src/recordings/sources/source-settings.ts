import type { Announcement } from '../ingest/announcement.js';
import type { Source } from './source.entity.js';
import type { SourceChange, SourceView } from './sources.schemas.js';

export type SourceSettings = Omit<SourceView, 'name'>;

export function settingsOf(source: Source): SourceSettings {
  const { keepsIdentityCodes, form, announcements, keepsDays, copyDeletedThrough, copyDeletionReference } = source;
  const ownCopy = source.copyCountry ? { place: source.copyPlace, country: source.copyCountry } : null;
  const copyDeleted = copyDeletedThrough ? { throughOn: copyDeletedThrough, reference: copyDeletionReference } : null;
  return {
    keepsIdentityCodes,
    form,
    announcements: announcements.map(entryOf),
    keepsDays: keepsDays ?? null,
    copyDeleted,
    ownCopy,
  };
}

/** What was stored before may say more, such as `agentConfirms`. */
function entryOf({ queue, direction, version, language, from, until }: Announcement): Announcement {
  return { queue, direction, version, language, from, until };
}

/** What the settings are after `change`; what it leaves out stays. */
export function changed(before: SourceSettings, change: SourceChange): SourceSettings {
  const { notice, ...others } = change;
  const announcements = others.announcements ?? (notice === undefined ? before.announcements : oneFor(notice));
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return { ...before, ...given, announcements };
}

/** Calls of any day: who says nothing of days means every call that is still kept. */
const EVERY_DAY = '2000-01-01';

function oneFor(notice: SourceChange['notice']): Announcement[] {
  if (!notice) return [];
  const always = { queue: null, direction: null, from: EVERY_DAY, until: null };
  return [{ ...notice, ...always }];
}
