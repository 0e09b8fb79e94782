import { useTranslation } from 'react-i18next';
import { dayOf } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Tag } from '../../ui/tag.js';
import { statesOf, type RecordingState, type StateFacts } from './states.js';

const TONES = {
  restricted: 'alert',
  held: 'info',
  'last-days': 'warning',
  stated: 'info',
  corrected: 'neutral',
  'no-notice-evidence': 'warning',
  'agent-not-mapped': 'neutral',
} as const;

/** What is out of the ordinary about a recording, in words. */
export function RecordingStates({ recording }: { readonly recording: StateFacts }) {
  const words = useStateWords();
  const states = statesOf(recording, dayOf(new Date()));
  if (states.length === 0) return null;
  return (
    <span className="tags">
      {states.map(state => (
        <Tag key={state.kind} tone={TONES[state.kind]}>
          {words(state)}
        </Tag>
      ))}
    </span>
  );
}

function useStateWords(): (state: RecordingState) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return state => {
    if (state.kind === 'last-days') return t('states.last-days', { count: state.days });
    if (state.kind !== 'held') return t(`states.${state.kind}`);
    const purposes = state.purposes.map(purpose => t(`purposes.${purpose}.name`)).join(', ');
    return t('states.held', { day: format.day(state.throughOn), purposes });
  };
}
