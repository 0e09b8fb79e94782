import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import { AnnouncementText } from './announcement-text.entity.js';
import type { AnnouncementTextList, AnnouncementTextView } from './announcement-texts.schemas.js';
import { AnnouncementTexts, type ToldAnnouncement } from './announcement-texts.js';

/** Lists what announcements say, those first that play and have no words yet. */
@Injectable()
export class ListAnnouncementTexts {
  constructor(
    private readonly database: Database,
    private readonly told: AnnouncementTexts,
    private readonly staff: StaffDirectory,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<AnnouncementTextList> {
    const told = await this.told.told(helsinkiDay(this.clock.now()));
    const orderBy = { version: 'desc', language: 'asc' } as const;
    const rows = await this.database.entities().find(AnnouncementText, {}, { orderBy });
    const names = await this.staff.names(rows.map(({ settledBy }) => settledBy));
    const settled = rows.map(row => ({ ...settledView(row), settlerName: names.get(row.settledBy) ?? null }));
    return {
      items: [...unsettled(told), ...settled.map(view => ({ ...view, planned: told.some(isOf(view)) }))],
      nextCursor: null,
    };
  }
}

function unsettled(told: readonly ToldAnnouncement[]): AnnouncementTextView[] {
  const open = told.filter(({ text }) => text === null).map(({ version, language }) => ({ version, language }));
  const once = new Map(open.map(one => [JSON.stringify(one), one]));
  const nobody = { text: null, planned: true, settledBy: null, settlerName: null, settledAt: null };
  return [...once.values()].map(one => ({ ...one, ...nobody }));
}

function settledView({ version, language, text, settledBy, settledAt }: AnnouncementText) {
  return { version, language, text, settledBy, settledAt: settledAt.toISOString() };
}

function isOf({ version, language }: { readonly version: string; readonly language: string }) {
  return (one: ToldAnnouncement) => one.version === version && one.language === language;
}
