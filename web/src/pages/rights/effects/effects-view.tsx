import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { CaseEffect } from '../../../api/types.js';
import { DataTable } from '../../../ui/data-table.js';
import { Dialog } from '../../../ui/dialog.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useCase } from '../case-in-view.js';
import { ConfirmForm } from '../confirm-form.js';
import { effectActs, type EffectAct } from './effect-acts.js';
import { sendEffectConfirmation } from './effect-calls.js';
import { CorrectionForm } from './correction-form.js';
import { EffectForm } from './effect-form.js';
import { Recipients } from './recipients.js';
import { useEffects } from './use-effects.js';
import { useEffectColumns } from './use-effect-columns.js';
import { Wanted } from './wanted.js';

/** What is done to recordings for the rights of the person, and who else is told of it. */
export function EffectsView() {
  return (
    <div className="stack">
      <Effects />
      <Recipients />
    </div>
  );
}

function Effects() {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const [chosen, setChosen] = useState<EffectAct | null>(null);
  const [confirmed, setConfirmed] = useState<CaseEffect | null>(null);
  const { data, error, refetch } = useEffects(rightsCase.id);
  const columns = useEffectColumns(setConfirmed);
  const close = () => {
    setChosen(null);
    setConfirmed(null);
  };
  return (
    <Panel title={t('rights.effects.title')}>
      <p>{t('rights.effects.lead')}</p>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data && data.items.length > 0 ? (
        <DataTable caption={t('rights.effects.caption')} columns={columns} rows={data.items} idOf={({ id }) => id} />
      ) : (
        <p>{t('rights.effects.none')}</p>
      )}
      <div className="form__buttons effects__acts">
        {effectActs(rightsCase).map(act => (
          <Button
            key={act}
            variant="secondary"
            onClick={() => {
              setChosen(act);
            }}
          >
            {t(`rights.effects.acts.${act}`)}
          </Button>
        ))}
      </div>
      {chosen === null ? null : (
        <Dialog title={t(`rights.effects.acts.${chosen}`)} onClose={close}>
          <ChosenForm
            act={chosen}
            onDone={() => {
              close();
              say(t(`rights.effects.done.${chosen}`));
            }}
            onCancel={close}
          />
        </Dialog>
      )}
      {confirmed === null ? null : (
        <Dialog title={t(`rights.effects.kinds.${confirmed.kind}`)} onClose={close}>
          <Wanted effect={confirmed} />
          <ConfirmForm
            caseId={rightsCase.id}
            send={sendBack => sendEffectConfirmation(rightsCase.id, confirmed.id, sendBack)}
            onDone={() => {
              close();
              say(t('rights.effects.confirmed'));
            }}
            onCancel={close}
          />
        </Dialog>
      )}
    </Panel>
  );
}

interface ChosenFormProps {
  readonly act: EffectAct;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function ChosenForm({ act, ...form }: ChosenFormProps) {
  return act === 'correction' ? <CorrectionForm {...form} /> : <EffectForm act={act} {...form} />;
}
