import { DecideNotice } from './decide-notice.js';
import { GatherNoticeFacts } from './gather-facts.js';
import { NoticeController } from './notice.controller.js';
import { NoticeVersions } from './notice-versions.js';
import { OpenNoticeController } from './open-notice.controller.js';
import { ProposeNotice } from './propose-notice.js';
import { ReadNotice } from './read-notice.js';
import { ReplayNotices } from './replay-notices.js';

/** Everything that the privacy notice is made of, in one place for the module. */
export const NOTICE_PROVIDERS = [
  DecideNotice,
  GatherNoticeFacts,
  NoticeVersions,
  ProposeNotice,
  ReadNotice,
  ReplayNotices,
];
export const NOTICE_CONTROLLERS = [OpenNoticeController, NoticeController];
