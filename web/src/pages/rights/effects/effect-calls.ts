import { answer, api } from '../../../api/client.js';
import type { EffectAct } from './effect-acts.js';
import {
  BLOCK_CAUSES,
  NOTICE_CHANNELS,
  oneOf,
  RESTRICTION_GROUNDS,
  type EffectChoices,
  type EffectDraft,
} from './effect-draft.js';

/** Brings something about, or prepares it for a second person. */
export function sendEffect(id: string, act: EffectAct, draft: EffectDraft, choices: EffectChoices): Promise<unknown> {
  const params = { path: { id } };
  const recordingIds = [...choices.recordingIds];
  const words = draft.words.trim();
  switch (act) {
    case 'restriction': {
      const body = { recordingIds, ground: oneOf(RESTRICTION_GROUNDS, draft.ground), words };
      return answer(api.POST('/api/v1/rights-requests/{id}/restrictions', { params, body }));
    }
    case 'lifting': {
      const informed = { on: draft.informedOn, channel: oneOf(NOTICE_CHANNELS, draft.informedBy) };
      const body = { recordingIds, words, informed };
      return answer(api.POST('/api/v1/rights-requests/{id}/restriction-liftings', { params, body }));
    }
    case 'statement': {
      const body = { recordingId: recordingIds[0] ?? '', text: words };
      return answer(api.POST('/api/v1/rights-requests/{id}/statements', { params, body }));
    }
    case 'block': {
      const because = oneOf(BLOCK_CAUSES, draft.because);
      const body = { recordingIds, purposes: [...choices.purposes], because, words };
      return answer(api.POST('/api/v1/rights-requests/{id}/purpose-blocks', { params, body }));
    }
    case 'erasure':
      return answer(api.POST('/api/v1/rights-requests/{id}/erasures', { params, body: {} }));
  }
}

/** Confirms an effect; with `sendBack` it says why not. */
export function sendEffectConfirmation(id: string, effectId: string, sendBack: string | null) {
  const params = { path: { id, effectId } };
  const body = sendBack === null ? {} : { sendBack };
  return answer(api.POST('/api/v1/rights-requests/{id}/effects/{effectId}/confirmation', { params, body }));
}
