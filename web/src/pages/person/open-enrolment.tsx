import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { WaitingEnrolment } from '../../api/types.js';
import { CopyButton } from '../../ui/copy-button.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import './enrolment.css';

/** What an enrolment or a recovery waits for; the second administrator confirms it and is shown the code once. */
export function OpenEnrolment({ enrolment }: { readonly enrolment: WaitingEnrolment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const confirm = useConfirm(enrolment);
  const at = format.dateTime(enrolment.expiresAt);
  const waits = enrolment.state === 'awaiting-confirmation';

  return (
    <>
      <p>
        {waits ? t('enrolment.waits', { at }) : t('enrolment.confirmed', { at })} <MadeBy enrolment={enrolment} />
      </p>
      {waits && !enrolment.mayConfirm ? <p>{t('enrolment.another')}</p> : null}
      <Code code={confirm.data?.code} />
      <ProblemNotice error={confirm.error} />
      {waits && enrolment.mayConfirm && !confirm.data ? (
        <>
          <p>{t('enrolment.confirmText')}</p>
          <Logged act="enrolmentConfirmed" />
          <Button
            disabled={confirm.isPending}
            onClick={() => {
              confirm.mutate();
            }}
          >
            {t('enrolment.confirm')}
          </Button>
        </>
      ) : null}
    </>
  );
}

function Code({ code }: { readonly code: string | undefined }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {code === undefined ? null : (
        <div className="enrolment">
          <p>{t('enrolment.code')}</p>
          <code>{code}</code>
          <CopyButton text={code} />
        </div>
      )}
    </div>
  );
}

function MadeBy({ enrolment: { createdBy } }: { readonly enrolment: WaitingEnrolment }) {
  const { t } = useTranslation();
  const { nameOf } = useStaffNames();
  return createdBy === null ? t('enrolment.madeAtServer') : t('enrolment.madeBy', { name: nameOf(createdBy) });
}

function useConfirm({ id, staffId }: WaitingEnrolment) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.POST('/api/v1/enrolments/{id}/confirmation', { params: { path: { id } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['person', staffId] });
      await client.invalidateQueries({ queryKey: ['enrolments'] });
      await client.invalidateQueries({ queryKey: ['tasks'] });
    },
    gcTime: 0,
  });
}
