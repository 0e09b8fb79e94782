import { useTranslation } from 'react-i18next';
import type { PromiseIncident } from '../../api/types.js';
import { DialogActs } from '../../ui/dialog-acts.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat, useLanguage } from '../../ui/format/use-format.js';
import { Figures } from './figures.js';
import { AnswerForm, HandOverForm, SettleForm } from './incident-forms.js';
import { actsOn, type IncidentAct } from './incident-state.js';

interface IncidentDialogProps {
  readonly incident: PromiseIncident;
  readonly onDone: (act: IncidentAct) => void;
  readonly onClose: () => void;
}

const FORMS = { answer: AnswerForm, handOver: HandOverForm, settle: SettleForm } as const;

/** An incident in full, and what may be done with it. */
export function IncidentDialog({ incident, onDone, onClose }: IncidentDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('promises.oneTitle')} onClose={onClose}>
      <IncidentFacts incident={incident} />
      <DialogActs<IncidentAct>
        acts={actsOn(incident)}
        main={incident.mayAnswer ? 'answer' : 'settle'}
        nameOf={act => t(`promises.acts.${act}`)}
        onClose={onClose}
      >
        {act => {
          const Form = FORMS[act];
          return (
            <Form
              id={incident.id}
              onDone={() => {
                onDone(act);
              }}
              onCancel={onClose}
            />
          );
        }}
      </DialogActs>
    </Dialog>
  );
}

function IncidentFacts({ incident }: { readonly incident: PromiseIncident }) {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const { says, openedAt, figures, ownerName, answer, outcome } = incident;
  return (
    <Facts>
      <Fact name={t('promises.promise')}>{says[language]}</Fact>
      <Fact name={t('promises.openedAt')}>{format.dateTime(openedAt)}</Fact>
      <Fact name={t('promises.atOpening')}>
        <Figures figures={figures} />
      </Fact>
      <Fact name={t('promises.owner')}>{ownerName ?? t('promises.nobody')}</Fact>
      {answer ? (
        <Fact name={t('promises.answer')}>
          <Said text={answer.text} />
          <small>{format.dateTime(answer.at)}</small>
        </Fact>
      ) : null}
      {outcome ? (
        <Fact name={t('promises.outcome')}>
          {t(`promises.outcomes.${outcome.outcome}`)}
          <Said text={outcome.text} />
          <small>
            {t('promises.byAt', { name: outcome.byName ?? t('promises.nobody'), at: format.dateTime(outcome.at) })}
          </small>
        </Fact>
      ) : null}
    </Facts>
  );
}

/** The log keeps texts for a time only. */
function Said({ text }: { readonly text: string | null }) {
  const { t } = useTranslation();
  return text === null ? <em>{t('findings.textNotKept')}</em> : <p className="said">{text}</p>;
}
