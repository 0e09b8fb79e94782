export { AuditEvent } from './audit-event.entity.js';
export { AuditLeaf } from './audit-leaf.entity.js';
export { AuditPending } from './audit-pending.entity.js';
export { AuditMonth, AuditText } from './audit-text.entity.js';
export { AuditModule } from './audit.module.js';
export { AuditTrail } from './audit-trail.js';
export { actorOf } from './actor-of.js';
export { THE_SYSTEM, type Actor, type EventDraft, type Fact } from './event.js';
export { AUDIT_ACTIONS, type AuditAction } from './actions.js';
