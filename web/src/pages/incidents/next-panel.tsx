import { useTranslation } from 'react-i18next';
import type { IncidentDetails } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { HoursLeft } from './incident-tags.js';
import { nextStepOf, type NextStep } from './next-step.js';
import './incidents.css';

/** The parts of the page by what they are called in its address. */
export const PARTS = { authority: 'authority', subjects: 'subjects', affected: 'affected' } as const;
const PART_OF: Readonly<Record<NextStep, keyof typeof PARTS | null>> = {
  ...{ list: 'affected', notify: 'authority', confirm: 'authority', second: 'authority', tell: 'subjects' },
  nothing: null,
};

/** Until when the authority must be told, and what is to be done next: before anything else. */
export function NextPanel({ incident }: { readonly incident: IncidentDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { deadlineAt, hoursLeft, mayHandle } = incident;
  const step = nextStepOf(incident);
  const part = PART_OF[step];
  return (
    <Panel title={t('incidents.next')} tone={step === 'nothing' ? 'plain' : 'highlight'}>
      {hoursLeft === null ? null : (
        <div className="incident-deadline">
          <strong>{t('incidents.deadlineOf', { at: format.dateTime(deadlineAt) })}</strong>
          <HoursLeft hours={hoursLeft} />
        </div>
      )}
      {hoursLeft !== null && hoursLeft < 0 ? <p>{t('incidents.lateText')}</p> : null}
      <p>{t(`incidents.steps.${step}`)}</p>
      {mayHandle || step === 'nothing' ? null : <p>{t('incidents.readerStep')}</p>}
      {part === null ? null : (
        <a className="no-print" href={`#${PARTS[part]}`}>
          {t('incidents.goTo', { part: t(`incidents.${part}`) })}
        </a>
      )}
    </Panel>
  );
}
