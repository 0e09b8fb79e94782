import type { Actor, AuditAction, EventDraft } from '../../audit/index.js';
import { callFactsOf } from '../../recordings/index.js';
import type { HeldRecording } from './held-recording.js';
import type { Hold } from './hold.entity.js';

/** What an event says of a hold, whatever was done to it. */
export function aboutHold(action: AuditAction, actor: Actor, hold: Hold, recording: HeldRecording): EventDraft {
  const { id, kind, reference, requestedBy, untilOn } = hold;
  return {
    action,
    actor,
    object: { kind: 'hold', id },
    recordingId: recording.id,
    reference,
    facts: { ...callFactsOf(recording), kind, requestedBy, until: untilOn },
  };
}

/** The event of a request: all of the row that is no text, so that a restored backup gets it back (replay-holds.ts). */
export function holdRequested(actor: Actor, hold: Hold, recording: HeldRecording, necessity: string): EventDraft {
  const draft = aboutHold('hold.requested', actor, hold, recording);
  const { state, provisional, wantedUntilOn, reviewOn, continues } = hold;
  const days = { wantedUntil: wantedUntilOn, reviewOn };
  const facts = { ...draft.facts, state, provisional, ...days, continues: continues ?? null };
  return { ...draft, facts, texts: { necessity } };
}
