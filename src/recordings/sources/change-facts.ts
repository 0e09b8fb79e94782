import { createHash } from 'node:crypto';
import type { Fact } from '../../audit/index.js';
import type { Announcement } from '../ingest/announcement.js';
import type { SourceSettings } from './source-settings.js';

/** An event has 16 KiB: more entries than these are counted only. */
const MAX_TOLD = 8;

/** What an event says of a change of a source: names of settings, the plan's entries, but no mapping's tables. */
export function changeFacts(before: SourceSettings, after: SourceSettings): Readonly<Record<string, Fact>> {
  const names = Object.keys(after) as (keyof SourceSettings)[]; // one shape, made by `settingsOf`
  const { keepsIdentityCodes, keepsDays, copyDeleted, ownCopy, form } = after;
  const added = entriesOnlyIn(after, before);
  const removed = entriesOnlyIn(before, after);
  return {
    changed: names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name])),
    ...{ keepsIdentityCodes, keepsDays, copyDeletedThrough: copyDeleted?.throughOn ?? null },
    ...{ copyPlace: ownCopy?.place ?? null, copyCountry: ownCopy?.country ?? null },
    ...{ format: form.format, preset: form.preset, formSha256: sha256Of(form) },
    ...{ announcements: after.announcements.length, planSha256: sha256Of(after.announcements) },
    ...{ announcementsAdded: added.slice(0, MAX_TOLD), announcementsRemoved: removed.slice(0, MAX_TOLD) },
  };
}

function entriesOnlyIn(these: SourceSettings, others: SourceSettings): string[] {
  const known = new Set(others.announcements.map(inWords));
  return these.announcements.map(inWords).filter(entry => !known.has(entry));
}

/** One line for an entry, e.g. `2026-1 fi, user-support, inbound, 2026-01-01 to -`; `*` is every queue, or direction. */
function inWords({ version, language, queue, direction, from, until }: Announcement): string {
  return `${version} ${language}, ${queue ?? '*'}, ${direction ?? '*'}, ${from} to ${until ?? '-'}`;
}

function sha256Of(value: object): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
