import { isGiven, isIncluded, type Evidence, type WantedDecision } from './decision-evidence.js';
import { checkTriaged, notYet, refused } from './decision-refusals.js';

const UNDER_HOLD = 'under-hold-17';

/**
 * An erasure begins with the second person's word, so it is known by then of what. What somebody else holds is refused until the hold has
 * ended, wholly or in part (domain.md §3).
 * @throws DomainError `candidates-untriaged`, `nothing-included`, `recordings-held`, `nothing-kept`, `everything-kept`
 */
export function checkErasure(decision: WantedDecision, { recordings }: Evidence): void {
  const isUnderHold = decision.ground === UNDER_HOLD;
  if (!isGiven(decision) && !isUnderHold) return;
  checkTriaged(recordings);
  const included = recordings.filter(isIncluded);
  if (included.length === 0) throw notYet('nothing-included', 'No recording has been taken up into the case.');
  const held = included.filter(({ isHeld }) => isHeld).length;
  if (isUnderHold && held === 0) throw refused('nothing-kept', 'Nobody holds a recording of this case.');
  if (decision.outcome === 'granted' && held > 0) throw recordingsHeld();
  if (decision.outcome === 'partly-granted' && held === included.length) throw everythingKept();
}

function recordingsHeld() {
  const sentence = 'What somebody else holds is kept until then: erasure is granted in part at most.';
  return refused('recordings-held', sentence, { grounds: [UNDER_HOLD] });
}

function everythingKept() {
  return refused('everything-kept', 'Each recording of this case is held by somebody else: erasure is refused.');
}
