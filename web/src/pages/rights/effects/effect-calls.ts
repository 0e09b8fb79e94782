import { answer, api } from '../../../api/client.js';
import { oneOf } from '../one-of.js';
import type { EffectAct } from './effect-acts.js';
import {
  BLOCK_CAUSES,
  EXCEPTION_GROUNDS,
  NOTICE_CHANNELS,
  RESTRICTION_GROUNDS,
  type EffectChoices,
  type EffectDraft,
} from './effect-draft.js';

/** Brings something about, or prepares it for a second person. A correction is sent by its own form. */
export function sendEffect(
  id: string,
  act: Exclude<EffectAct, 'correction'>,
  draft: EffectDraft,
  choices: EffectChoices,
): Promise<unknown> {
  const params = { path: { id } };
  const recordingIds = [...choices.recordingIds];
  const purposes = [...choices.purposes];
  const words = draft.words.trim();
  switch (act) {
    case 'restriction': {
      const body = { recordingIds, ground: oneOf(RESTRICTION_GROUNDS, draft.ground), words };
      return answer(api.POST('/api/v1/rights-requests/{id}/restrictions', { params, body }));
    }
    case 'exception': {
      const body = { recordingIds, ground: oneOf(EXCEPTION_GROUNDS, draft.ground), until: draft.until, words };
      return answer(api.POST('/api/v1/rights-requests/{id}/restriction-exceptions', { params, body }));
    }
    case 'lifting': {
      const body = { recordingIds, words, informed: informedOf(draft) };
      return answer(api.POST('/api/v1/rights-requests/{id}/restriction-liftings', { params, body }));
    }
    case 'statement': {
      const body = { recordingId: recordingIds[0] ?? '', text: words };
      return answer(api.POST('/api/v1/rights-requests/{id}/statements', { params, body }));
    }
    case 'block': {
      const body = { recordingIds, purposes, because: oneOf(BLOCK_CAUSES, draft.because), words };
      return answer(api.POST('/api/v1/rights-requests/{id}/purpose-blocks', { params, body }));
    }
    case 'unblock': {
      const body = { recordingIds, purposes, words };
      return answer(api.POST('/api/v1/rights-requests/{id}/purpose-unblocks', { params, body }));
    }
    case 'erasure':
      return answer(api.POST('/api/v1/rights-requests/{id}/erasures', { params, body: {} }));
  }
}

function informedOf({ deliveryId, informedOn, informedBy }: EffectDraft) {
  return deliveryId === '' ? { on: informedOn, channel: oneOf(NOTICE_CHANNELS, informedBy) } : { deliveryId };
}

/** Confirms an effect; with `sendBack` it says why not. */
export function sendEffectConfirmation(id: string, effectId: string, sendBack: string | null) {
  const params = { path: { id, effectId } };
  const body = sendBack === null ? {} : { sendBack };
  return answer(api.POST('/api/v1/rights-requests/{id}/effects/{effectId}/confirmation', { params, body }));
}
