import { answer, api } from '../../api/client.js';
import type { IncidentDetails, NewCommunication } from '../../api/types.js';
import { momentOf, type TypedMoment } from '../rights/handling/typed-moment.js';

/** What can be said about an incident. */
export type Act = 'awareness' | 'notified' | 'not-notified' | 'confirmed' | 'sent-back' | 'told' | 'not-told';

/** Why people are not told: art. 34(1) and (3). */
export const GROUNDS = ['no-high-risk', 'unintelligible', 'risk-averted', 'public-communication'] as const;

export interface ActDraft extends TypedMoment {
  readonly awareBy: string;
  readonly reference: string;
  readonly ground: string;
  readonly reason: string;
}

/** What may be said of the authority, as it stands; for whom the rules let say nothing, nothing. */
export function actsOfAuthority({ notification, mayHandle, mayConfirm }: IncidentDetails): Act[] {
  return [
    ...(mayHandle && notification !== 'notified' ? (['notified'] as const) : []),
    ...(mayHandle && notification === 'open' ? (['not-notified'] as const) : []),
    ...(mayConfirm ? (['confirmed', 'sent-back'] as const) : []),
  ];
}

/** What may be said of the people. */
export function actsOfSubjects({ communication, mayHandle }: IncidentDetails): Act[] {
  if (!mayHandle || communication === 'told') return [];
  return communication === 'open' ? ['told', 'not-told'] : ['told'];
}

/** Sends what was typed, as the act asks for it. */
export function sendAct(id: string, act: Act): (draft: ActDraft) => Promise<IncidentDetails> {
  const params = { path: { id } };
  return draft => {
    const reason = draft.reason.trim();
    switch (act) {
      case 'awareness': {
        const body = { awareAt: momentOf(draft), awareBy: draft.awareBy, reason };
        return answer(api.POST('/api/v1/incidents/{id}/awareness', { params, body }));
      }
      case 'notified': {
        const told = { outcome: act, at: momentOf(draft), reference: draft.reference.trim() };
        const body = reason === '' ? told : { ...told, reason };
        return answer(api.POST('/api/v1/incidents/{id}/notification', { params, body }));
      }
      case 'not-notified':
        return answer(api.POST('/api/v1/incidents/{id}/notification', { params, body: { outcome: act, reason } }));
      case 'confirmed':
      case 'sent-back':
        return answer(
          api.POST('/api/v1/incidents/{id}/notification/decision', { params, body: { outcome: act, reason } }),
        );
      case 'told':
      case 'not-told': {
        const body = communicationOf(act, draft, reason);
        return answer(api.POST('/api/v1/incidents/{id}/communication', { params, body }));
      }
    }
  };
}

function communicationOf(outcome: 'told' | 'not-told', draft: ActDraft, reason: string): NewCommunication {
  if (outcome === 'told') return { outcome, at: momentOf(draft), reason };
  return { outcome, ground: GROUNDS.find(one => one === draft.ground) ?? GROUNDS[0], reason };
}
