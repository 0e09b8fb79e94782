export { CountNotices, type NoticeCounts } from './count-notices.js';
export { Notices, type News } from './notices.js';
