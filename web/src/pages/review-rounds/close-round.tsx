import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import type { ReviewRoundDetails } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useCloseRound } from './round-queries.js';

/** Closes a round whose every event is marked; before that, and after it, says how things are. */
export function CloseRound({ round }: { readonly round: ReviewRoundDetails }) {
  const { t } = useTranslation();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  if (round.closedAt !== null) return <p className="round__note">{t('rounds.closedText')}</p>;
  if (!may(me, 'close', 'ReviewRound')) return null;
  if (round.unmarked > 0) {
    return <p className="round__note">{t('rounds.closedWhen', { count: round.unmarked })}</p>;
  }

  return (
    <div className="round__note">
      <Button
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('rounds.close')}
      </Button>
      {asking ? (
        <CloseDialog
          id={round.id}
          onClose={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </div>
  );
}

function CloseDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const close = useCloseRound(id);
  return (
    <Dialog title={t('rounds.close')} onClose={onClose}>
      <p>{t('rounds.closeText')}</p>
      <ProblemNotice error={close.error} />
      <div className="form__buttons">
        <Button
          disabled={close.isPending}
          onClick={() => {
            close.mutate();
          }}
        >
          {t('rounds.close')}
        </Button>
        <Button variant="secondary" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
