import type { RouteAction } from '../platform/http/index.js';

/**
 * What goes on while nobody knows whether the database is a backup that was put back (ADR 0010): operations, deliveries, and what auditors
 * and administrators need to find out. Nothing of it shows what was said, or who called; a kind that is not named here waits.
 */
const OPEN_MEANWHILE: Readonly<Record<string, readonly string[] | 'all'>> = {
  // Playback is refused by its use cases, which put on record who wanted to hear what.
  Recording: ['ingest', 'play'],
  // The hours of a breach run: what it affected is counted without names; revealing and taking out wait.
  Incident: ['list', 'read', 'register', 'handle', 'confirm'],
  Metrics: 'all',
  AuditEvent: 'all',
  AuditLog: 'all',
  AuditAlarm: 'all',
  ReviewRound: 'all',
  Finding: 'all',
  Staff: 'all',
  Session: 'all',
  Enrolment: 'all',
  ExternalIdentity: 'all',
  ServiceAccount: 'all',
  DirectoryGroup: 'all',
  Directory: 'all',
  Grant: 'all',
  GrantProposal: 'all',
  GrantTemplate: 'all',
  Undertaking: 'all',
  DutyChange: 'all',
  DutyBatch: 'all',
  AccessReview: 'all',
  ReviewCampaign: 'all',
  AccessReport: 'all',
  Source: 'all',
  AgentName: 'all',
  Completeness: 'all',
  Retention: 'all',
  RetentionRule: 'all',
  PurgeBrake: 'all',
  Departure: 'all',
  Notice: 'all',
  ProcessingRecord: 'all',
  Processor: 'all',
  Promise: 'all',
  PromiseIncident: 'all',
  GoingLiveFinding: 'all',
  ServiceLevelStudy: 'all',
};

export function isOpenMeanwhile({ verb, subject }: RouteAction): boolean {
  const open = OPEN_MEANWHILE[subject] ?? [];
  return open === 'all' || open.includes(verb);
}
