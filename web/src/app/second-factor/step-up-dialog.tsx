import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import { whenStepUpIsNeeded } from '../../api/step-up.js';
import type { ShownFactor } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { SecondFactorForm } from './second-factor-form.js';

/** Stands on every page: asks for the second factor once more whenever a call needs it, after which the call goes on. */
export function StepUpDialog() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ readonly settle: (shown: boolean) => void } | null>(null);
  useEffect(
    () =>
      whenStepUpIsNeeded(
        () =>
          new Promise(settle => {
            setAsked({ settle });
          }),
      ),
    [],
  );
  if (!asked) return null;

  const settle = (shown: boolean) => {
    setAsked(null);
    asked.settle(shown);
  };
  return (
    <Dialog
      title={t('secondFactor.stepUpTitle')}
      onClose={() => {
        settle(false);
      }}
    >
      <p>{t('secondFactor.stepUpText')}</p>
      <SecondFactorForm
        ask={() => answer(api.POST('/api/v1/sessions/current/step-up/challenges'))}
        onShow={async (body: ShownFactor) => {
          await answer(api.POST('/api/v1/sessions/current/step-up', { body }));
          settle(true);
        }}
        onCancel={() => {
          settle(false);
        }}
      />
    </Dialog>
  );
}
