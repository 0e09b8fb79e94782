export { DeletionCertificate } from './certificate.entity.js';
export { DueDaysToPurge } from './due-days-to-purge.js';
export { PurgeRun } from './purge-run.entity.js';
export { RetentionModule } from './retention.module.js';
export { RunPurges } from './run-purges.js';
