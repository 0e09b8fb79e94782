import type { UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { Passkey } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';

interface PasskeyRemovalProps {
  readonly passkey: Passkey;
  readonly removal: UseMutationResult<unknown, Error, string>;
  readonly onClose: () => void;
}

/** Asks whether a passkey really goes. */
export function PasskeyRemoval({ passkey: { id, name }, removal, onClose }: PasskeyRemovalProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('secondFactor.removeOne', { name })} onClose={onClose}>
      <p>{t('secondFactor.removalText')}</p>
      <Logged act="passkeyRemoved" />
      <ProblemNotice error={removal.error} />
      <div className="form__buttons">
        <Button
          disabled={removal.isPending}
          onClick={() => {
            removal.mutate(id);
          }}
        >
          {t('secondFactor.remove')}
        </Button>
        <Button variant="secondary" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
