import { CallWebhook } from './call-webhook.js';
import { CountNotices } from './count-notices.js';
import { Notices } from './notices.js';
import { SendMail } from './send-mail.js';
import { SendNotices } from './send-notices.js';
import { SendNoticesJob } from './send-notices.job.js';

/** Everything by which people outside are told of alarms. */
export const NOTIFY_PROVIDERS = [CallWebhook, CountNotices, Notices, SendMail, SendNotices, SendNoticesJob];
