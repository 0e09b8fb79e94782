import { AnnouncementTexts } from './announcement-texts.js';
import { AnnouncementTextsController } from './announcement-texts.controller.js';
import { ListAnnouncementTexts } from './list-announcement-texts.js';
import { SettleAnnouncementText } from './settle-announcement-text.js';

/** Everything that the words of announcements are made of, in one place for the module. */
export const ANNOUNCEMENT_TEXT_PROVIDERS = [AnnouncementTexts, ListAnnouncementTexts, SettleAnnouncementText];
export const ANNOUNCEMENT_TEXT_CONTROLLERS = [AnnouncementTextsController];
