export { LongWork, type ShownWork } from './long-work.js';
export { LongWorkRow, WORK_KINDS, type WorkKind } from './long-work.entity.js';
export type { BegunWork, Reached } from './progress.js';
