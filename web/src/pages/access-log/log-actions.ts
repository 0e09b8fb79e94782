import type fi from '../../locales/fi.json';
import type { LogAction } from '../../api/types.js';

type Nouns = typeof fi.actions;
type Noun = keyof Nouns;
/** `<noun>.<participle>` of every action that has a sentence. */
export type NamedAction = { [N in Noun]: `${N}.${Extract<keyof Nouns[N], string>}` }[Noun];

/** The actions that the log can be filtered by, in the order of the list; a new one of the server is missing here until it has a sentence. */
const ORDER: Readonly<Record<LogAction, NamedAction>> = {
  'playback.granted': 'playback.granted',
  'playback.refused': 'playback.refused',
  'playback.extent-reserved': 'playback.extent-reserved',
  'playback.ended': 'playback.ended',
  'recording.ingested': 'recording.ingested',
  'recording.refused': 'recording.refused',
  'recording.quarantined': 'recording.quarantined',
  'recording.opened': 'recording.opened',
  'recordings.listed': 'recordings.listed',
  'recordings.searched': 'recordings.searched',
  'field.revealed': 'field.revealed',
  'contact.ticket-changed': 'contact.ticket-changed',
  'purge.intended': 'purge.intended',
  'purge.completed': 'purge.completed',
  'purge.stopped': 'purge.stopped',
  'retention.viewed': 'retention.viewed',
  'audit.listed': 'audit.listed',
  'audit.event-viewed': 'audit.event-viewed',
  'grant.created': 'grant.created',
  'grant.revoked': 'grant.revoked',
  'undertaking.acknowledged': 'undertaking.acknowledged',
  'staff.created': 'staff.created',
  'staff.deactivated': 'staff.deactivated',
  'session.started': 'session.started',
  'session.refused': 'session.refused',
  'session.ended': 'session.ended',
  'session.reuse-detected': 'session.reuse-detected',
  'password.changed': 'password.changed',
  'password.refused': 'password.refused',
  'enrolment.created': 'enrolment.created',
  'enrolment.completed': 'enrolment.completed',
  'enrolment.refused': 'enrolment.refused',
  'service-account.created': 'service-account.created',
  'service-account.revoked': 'service-account.revoked',
  'route.refused': 'route.refused',
  'source.changed': 'source.changed',
};

export const LOG_ACTIONS = Object.values(ORDER);
