import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fact, Facts } from '../../../ui/facts.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useCase } from '../case-in-view.js';
import { ConfirmForm } from '../confirm-form.js';
import { useCaseAct } from '../use-case-act.js';

const PREPARABLE = ['assessing', 'redacting', 'in-review'];

/** One prepares what an authority is given, another one confirms it or sends it back. */
export function DisclosureDecision() {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const { id, state, standing, permitted, request } = rightsCase;
  /** What was seen when the form was opened. */
  const [seen, setSeen] = useState<string | null>(null);
  const prepare = useCaseAct(
    id,
    () => answer(api.POST('/api/v1/disclosures/{id}/preparation', { params: { path: { id } } })),
    () => {
      say(t('rights.disclosure.prepared'));
    },
  );
  const close = () => {
    setSeen(null);
  };
  const isInReview = state === 'in-review';
  const mayPrepare = permitted.includes('handle') && PREPARABLE.includes(state) && standing.included > 0;
  return (
    <Panel title={t('rights.disclosure.decision')}>
      <p>{t('rights.disclosure.decisionLead')}</p>
      <Facts>
        <Fact name={t('rights.provision')}>{request.authority?.provision}</Fact>
        <Fact name={t('rights.scope')}>{request.authority?.scope}</Fact>
        <Fact name={t('rights.effects.recordings')}>{t('rights.effects.count', { count: standing.included })}</Fact>
      </Facts>
      <ProblemNotice error={prepare.error} />
      <div className="form__buttons">
        {isInReview && permitted.includes('confirm') ? (
          <Button
            onClick={() => {
              setSeen(standing.prepared);
            }}
          >
            {t('rights.decisions.buttons.confirm')}
          </Button>
        ) : null}
        {mayPrepare && !isInReview ? (
          <Button
            disabled={prepare.isPending}
            onClick={() => {
              prepare.mutate(undefined);
            }}
          >
            {t('rights.disclosure.prepare')}
          </Button>
        ) : null}
      </div>
      {seen === null ? null : (
        <Dialog title={t('rights.disclosure.decision')} onClose={close}>
          <ConfirmForm
            caseId={id}
            send={sendBack => sendDecision(id, seen, sendBack)}
            onDone={() => {
              close();
              say(t('rights.disclosure.decided'));
            }}
            onCancel={close}
          />
        </Dialog>
      )}
    </Panel>
  );
}

function sendDecision(id: string, prepared: string, sendBack: string | null) {
  const body =
    sendBack === null
      ? { outcome: 'confirmed' as const, prepared }
      : { outcome: 'sent-back' as const, reason: sendBack };
  return answer(api.POST('/api/v1/disclosures/{id}/decision', { params: { path: { id } }, body }));
}
