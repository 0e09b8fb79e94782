import type { AccessInformation, Decision, LetterDraft, Refusal } from '../letter-draft.js';
import type { Part } from '../parts.js';

type Removal = (draft: LetterDraft) => LetterDraft;

/** How each part is left out of a draft that has it; null for what the template writes by itself. A new part has to be told here. */
export const REMOVALS: Readonly<Record<Part, Removal | null>> = {
  recipient: without('to'),
  'written-on': without('writtenOn'),
  reference: blank('reference'),
  controller: draft => ({ ...draft, controller: { name: 'Esimerkki Oy', lines: [] } }),
  'data-protection-officer': without('dataProtectionOfficer'),
  signatory: draft => ({ ...draft, signatory: { name: ' ', title: 'tietopyyntöjen käsittelijä' } }),
  request: withField('rights', []),
  'received-on': without('receivedOn'),
  'last-day': without('lastOn'),
  doubt: blank('doubt'),
  'ways-to-identify': withField('ways', []),
  question: blank('question'),
  'stopped-on': without('stoppedOn'),
  'extension-ground': without('because'),
  'extension-reason': blank('reason'),
  'first-last-day': without('firstLastOn'),
  'new-last-day': without('newLastOn'),
  decisions: draft => (draft.kind === 'answer' ? { ...draft, decisions: draft.decisions.slice(1) } : draft),
  effect: draft =>
    draft.kind === 'recipient-notice' ? { ...draft, effect: ' ' } : ofDecisions({ effect: null })(draft),
  ground: ofRefusals({ ground: null }),
  reason: ofRefusals({ reason: ' ', reasonLeftOutBecause: ' ' }),
  'ombudsman-on-request': null,
  'basis-of-purposes': ofRefusals({ basisOfPurposes: [] }),
  'final-day': draft =>
    draft.kind === 'retention-final-day' ? { ...draft, finalOn: null } : ofDecisions({ finalOn: null })(draft),
  purposes: ofAccess({ purposes: [] }),
  categories: ofAccess({ categories: [] }),
  'data-recipients': ofAccess({ recipients: null }),
  retention: ofAccess({ retention: '' }),
  source: ofAccess({ source: '' }),
  'data-subject-rights': null,
  consultations: ofAccess({ consultations: null }),
  'staff-name-justification': draft =>
    draft.kind === 'answer' && draft.access !== null
      ? { ...draft, access: { ...draft.access, consultations: unjustified(draft.access) } }
      : draft,
  'automated-decisions': null,
  'lifted-on': without('liftedOn'),
  'lifting-reason': blank('reason'),
  disclosed: without('disclosedOn'),
  right: without('right'),
  'authority-request': blank('authorityReference'),
  provision: blank('provision'),
  scope: blank('scope'),
  files: withField('files', []),
  'two-people': withField('decidedBy', ['Orvokki Oikeutettu']),
  'erased-on': without('erasedOn'),
  complaint: withField('authority', []),
  remedy: null,
};

function without(field: string): Removal {
  return withField(field, null);
}

function blank(field: string): Removal {
  return withField(field, '  \n');
}

/** The kinds of drafts differ in their fields: that the draft has this one is asked when it is replaced. */
function withField(field: string, value: unknown): Removal {
  return draft => {
    if (!(field in draft)) throw new Error(`A draft of ${draft.kind} has no ${field}.`);
    return { ...draft, [field]: value };
  };
}

function ofDecisions(change: Partial<Decision>): Removal {
  return draft =>
    draft.kind === 'answer' ? { ...draft, decisions: draft.decisions.map(of => ({ ...of, ...change })) } : draft;
}

function ofRefusals(change: Partial<Refusal>): Removal {
  return draft => {
    if (draft.kind !== 'answer') return draft;
    const decisions = draft.decisions.map(of => ({ ...of, refusal: of.refusal && { ...of.refusal, ...change } }));
    return { ...draft, decisions };
  };
}

function ofAccess(change: Partial<AccessInformation>): Removal {
  return draft =>
    draft.kind === 'answer' ? { ...draft, access: draft.access && { ...draft.access, ...change } } : draft;
}

function unjustified({ consultations }: AccessInformation): AccessInformation['consultations'] {
  return consultations?.map(of => ({ ...of, staffNameBecause: null })) ?? null;
}
