import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { ServiceAccount } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { Dialog } from '../../ui/dialog.js';
import { isDay } from '../../ui/format/helsinki.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useForm } from '../../ui/use-form.js';
import { SERVICE_ACCOUNTS } from './service-account-queries.js';

interface RotateDialogProps {
  readonly account: ServiceAccount;
  readonly onDone: (shown: { readonly name: string; readonly token: string }) => void;
  readonly onClose: () => void;
}

const OVERLAPS = ['0', '1', '24', '72', '168'] as const;

/** Makes a further token; the ones before it go on to work for as long as it takes to put the new one into the machine. */
export function RotateDialog({ account: { id, name }, onDone, onClose }: RotateDialogProps) {
  const { t } = useTranslation();
  const rotate = useRotate(id);
  const [overlap, setOverlap] = useState('24');
  const form = useForm(
    { expiresOn: '' },
    {
      required: ['expiresOn'],
      check: ({ expiresOn }) => (isDay(expiresOn) ? {} : { expiresOn: t('form.day') }),
    },
  );

  return (
    <Dialog title={t('machines.rotateOne', { name })} onClose={onClose}>
      <form
        className="form"
        noValidate
        onSubmit={form.onSubmit(({ expiresOn }) => {
          rotate.mutate(
            { expiresOn, overlapHours: Number(overlap) },
            {
              onSuccess: ({ token }) => {
                onDone({ name, token });
              },
            },
          );
        })}
      >
        <p>{t('machines.rotateText')}</p>
        <DayField
          label={t('machines.expiresOn')}
          name="expiresOn"
          required
          value={form.values.expiresOn}
          problem={form.faultOf('expiresOn')}
          onChange={value => {
            form.set('expiresOn', value);
          }}
        />
        <Choice
          label={t('machines.overlap')}
          value={overlap}
          options={OVERLAPS.map(value => ({
            value,
            label: value === '0' ? t('machines.noOverlap') : t('machines.overlapHours', { count: Number(value) }),
          }))}
          onChange={setOverlap}
        />
        <Logged act="machineRotated" />
        <ProblemNotice error={rotate.error} />
        <div className="form__buttons">
          <Button type="submit" disabled={rotate.isPending}>
            {t('machines.rotate')}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useRotate(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly expiresOn: string; readonly overlapHours: number }) =>
      answer(api.POST('/api/v1/service-accounts/{id}/tokens', { params: { path: { id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: SERVICE_ACCOUNTS }),
    gcTime: 0,
  });
}
