import type { NewGoingLiveDecision, OpenFinding } from '../../api/types.js';

const EMPTY = {
  option: '',
  reference: '',
  referenceOn: '',
  inForceFrom: '',
  reason: '',
};
export type DecisionDraft = typeof EMPTY;

/** What the form begins with: a rule could count from `today` (`YYYY-MM-DD`) on. */
export function emptyDecision({ decided }: Pick<OpenFinding, 'decided'>, today: string): DecisionDraft {
  return decided === 'by-rule' ? { ...EMPTY, inForceFrom: today } : EMPTY;
}

/** What of the form must be filled in for a finding. */
export function requiredOf({
  options,
  needsReference,
  decided,
}: Pick<OpenFinding, 'options' | 'needsReference' | 'decided'>): (keyof DecisionDraft)[] {
  return [
    ...(options.length > 0 ? (['option'] as const) : []),
    ...(needsReference ? (['reference', 'referenceOn'] as const) : []),
    ...(decided === 'by-rule' ? (['inForceFrom'] as const) : []),
    'reason',
  ];
}

/** What the form says, as the server wants it; what is empty is not there. */
export function decisionOf(
  { option, reference, referenceOn, inForceFrom, reason }: DecisionDraft,
  appliesToEarlier: boolean,
  { decided }: Pick<OpenFinding, 'decided'>,
): NewGoingLiveDecision {
  return {
    option: (option || null) as NonNullable<NewGoingLiveDecision['option']> | null, // one of the finding's own
    reference: reference.trim() || null,
    referenceOn: referenceOn || null,
    reason: reason.trim(),
    rule: decided === 'by-rule' ? { inForceFrom, appliesToEarlier } : null,
  };
}
