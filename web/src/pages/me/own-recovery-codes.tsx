import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import { Dialog } from '../../ui/dialog.js';
import { Loading } from '../../ui/loading.js';
import { Logged } from '../../ui/logged.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { RecoveryCodes } from '../second-factor/recovery-codes.js';
import { CODES_KEY, useNewCodes } from '../second-factor/use-new-codes.js';

/** Fewer than these are said to be few. */
const FEW = 4;

/** How many recovery codes are left, and the way to new ones. */
export function OwnRecoveryCodes() {
  const { t } = useTranslation();
  const [making, setMaking] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: CODES_KEY,
    queryFn: () => answer(api.GET('/api/v1/me/recovery-codes')),
    staleTime: 0,
  });

  return (
    <Panel title={t('secondFactor.codes')}>
      <p>{t('secondFactor.codesText')}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <InlineAlert status={data.remaining < FEW ? 'warning' : 'neutral'}>
          {t('secondFactor.codesLeft', { count: data.remaining })}
        </InlineAlert>
      ) : null}
      <Button
        variant="secondary"
        mt="m"
        onClick={() => {
          setMaking(true);
        }}
      >
        {t('secondFactor.newCodes')}
      </Button>
      {making ? (
        <NewCodes
          onClose={() => {
            setMaking(false);
          }}
        />
      ) : null}
    </Panel>
  );
}

function NewCodes({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const newCodes = useNewCodes();
  return (
    <Dialog title={t('secondFactor.newCodes')} onClose={onClose}>
      {newCodes.data ? <RecoveryCodes codes={newCodes.data} /> : <p>{t('secondFactor.newCodesText')}</p>}
      <Logged act="codesCreated" />
      <ProblemNotice error={newCodes.error} />
      <div className="form__buttons no-print">
        {newCodes.data ? (
          <Button onClick={onClose}>{t('secondFactor.codesKept')}</Button>
        ) : (
          <>
            <Button
              disabled={newCodes.isPending}
              onClick={() => {
                newCodes.mutate();
              }}
            >
              {t('secondFactor.newCodes')}
            </Button>
            <Button variant="secondary" onClick={onClose}>
              {t('common.cancel')}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}
