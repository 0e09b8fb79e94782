import { useTranslation } from 'react-i18next';
import type { RecordingItem } from '../../api/types.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { Tag } from '../../ui/tag.js';
import { statesOf, type RecordingState } from './states.js';

const TONES = { restricted: 'alert', held: 'info', 'last-days': 'warning', 'agent-not-mapped': 'neutral' } as const;

type Facts = Pick<RecordingItem, 'restricted' | 'holdPurposes' | 'dueOn' | 'agent'>;

/** What is out of the ordinary about a recording, in words. */
export function RecordingStates({ recording }: { readonly recording: Facts }) {
  const { t } = useTranslation();
  const states = statesOf(recording, dayOf(new Date()));
  if (states.length === 0) return null;

  const words = (state: RecordingState): string =>
    state.kind === 'last-days' ? t('states.last-days', { count: state.days }) : t(`states.${state.kind}`);
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
