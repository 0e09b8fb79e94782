import { useTranslation } from 'react-i18next';
import type { Finding } from '../../api/types.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { Tag } from '../../ui/tag.js';
import { stateOf } from './finding-state.js';

const TONES = { settled: 'success', answered: 'info', overdue: 'alert', open: 'warning' } as const;

/** Where a finding stands today, in words. */
export function FindingStateTag({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const state = stateOf(finding, dayOf(new Date()));
  return <Tag tone={TONES[state]}>{t(`findings.states.${state}`)}</Tag>;
}
