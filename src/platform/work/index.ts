export { LongWork, type BegunWork, type ShownWork } from './long-work.js';
export { LongWorkRow, WORK_KINDS, type WorkKind } from './long-work.entity.js';
export type { Reached } from './progress.js';
