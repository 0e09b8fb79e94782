import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { Database } from '../../platform/database/index.js';
import { settingsOf } from '../sources/source-settings.js';
import { Source } from '../sources/source.entity.js';
import { AnnouncementText } from './announcement-text.entity.js';
import { plannedAnnouncements, type PlannedAnnouncement } from './planned-announcements.js';

/** An announcement of today with what it says; null while nobody has said so. */
export interface ToldAnnouncement extends PlannedAnnouncement {
  readonly text: string | null;
}

/** What callers are told at the start of a call (privacy notice §5). */
@Injectable()
export class AnnouncementTexts {
  constructor(private readonly database: Database) {}

  /** What plays today, by the plans of all sources. */
  async told(today: Day): Promise<readonly ToldAnnouncement[]> {
    const em = this.database.entities();
    const [sources, texts] = [await em.find(Source, {}), await em.find(AnnouncementText, {})];
    const planned = plannedAnnouncements(
      sources.map(source => settingsOf(source).announcements),
      today,
    );
    return planned.map(one => ({ ...one, text: texts.find(isOf(one))?.text ?? null }));
  }
}

function isOf({ version, language }: PlannedAnnouncement) {
  return (text: AnnouncementText) => text.version === version && text.language === language;
}
