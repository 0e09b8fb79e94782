import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { CaseRecipient } from '../../../api/types.js';
import { DataTable } from '../../../ui/data-table.js';
import { Dialog } from '../../../ui/dialog.js';
import { dayOf } from '../../../ui/format/helsinki.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../../../ui/act-form.js';
import { useCase } from '../case-in-view.js';
import { useCaseAct } from '../use-case-act.js';
import { DayOf, ChoiceOf, useDayCheck } from '../../../ui/form-fields.js';
import { oneOf } from '../one-of.js';
import { NOTICE_CHANNELS } from './effect-draft.js';

/** To whom the recordings went before, and whether each was told of what was done to them (GDPR art. 19). */
export function Recipients() {
  const { t } = useTranslation();
  const format = useFormat();
  const { rightsCase, say } = useCase();
  const [chosen, setChosen] = useState<CaseRecipient | null>(null);
  const { data, error, refetch } = useRecipients(rightsCase.id);
  const notified = useCaseAct(
    rightsCase.id,
    () => sendNotified(rightsCase.id),
    () => {
      say(t('rights.recipients.allDone'));
    },
  );
  const mayHandle = rightsCase.permitted.includes('handle');
  const close = () => {
    setChosen(null);
  };
  return (
    <Panel title={t('rights.recipients.title')}>
      <p>{t('rights.recipients.lead')}</p>
      <ProblemNotice error={error ?? notified.error} onRetry={() => void refetch()} />
      {data && data.items.length > 0 ? (
        <DataTable
          caption={t('rights.recipients.caption')}
          rows={data.items}
          idOf={({ kind, id }) => `${kind}/${id}`}
          columns={[
            {
              id: 'who',
              header: t('rights.recipients.who'),
              rowHeader: true,
              cell: ({ kind, number, on }) => (
                <>
                  {[t(`rights.recipients.kinds.${kind}`), number].filter(Boolean).join(' ')}
                  <small>{format.day(on)}</small>
                </>
              ),
            },
            {
              id: 'notice',
              header: t('rights.recipients.notice'),
              cell: ({ notice }) =>
                notice === null
                  ? t('rights.recipients.notTold')
                  : `${format.day(notice.sentOn)} · ${t(`rights.deliveries.channels.${notice.channel}`)}`,
            },
            {
              id: 'acts',
              header: t('rights.actsHeader'),
              cell: recipient =>
                mayHandle && recipient.notice === null ? (
                  <Button
                    variant="secondaryNoBorder"
                    onClick={() => {
                      setChosen(recipient);
                    }}
                  >
                    {t('rights.recipients.tell')}
                  </Button>
                ) : null,
            },
          ]}
        />
      ) : (
        <p>{t('rights.recipients.none')}</p>
      )}
      {mayHandle && rightsCase.state === 'answered' && data?.complete ? (
        <Button
          variant="secondary"
          disabled={notified.isPending}
          onClick={() => {
            notified.mutate(undefined);
          }}
        >
          {t('rights.recipients.all')}
        </Button>
      ) : null}
      {chosen === null ? null : (
        <Dialog title={t('rights.recipients.tell')} onClose={close}>
          <NoticeForm
            recipient={chosen}
            onDone={() => {
              close();
              say(t('rights.recipients.done'));
            }}
            onCancel={close}
          />
        </Dialog>
      )}
    </Panel>
  );
}

function useRecipients(id: string) {
  return useQuery({
    queryKey: ['rights-case', id, 'recipients'],
    queryFn: () => answer(api.GET('/api/v1/rights-requests/{id}/recipients', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
}

interface NoticeFormProps {
  readonly recipient: CaseRecipient;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function NoticeForm({ recipient: { kind, id }, onDone, onCancel }: NoticeFormProps) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const form = useForm(
    { sentOn: dayOf(new Date()), channel: 'secure-mail' },
    { required: ['sentOn'], check: useDayCheck('sentOn') },
  );
  const tell = useCaseAct(
    rightsCase.id,
    ({ sentOn, channel }: { readonly sentOn: string; readonly channel: string }) =>
      answer(
        api.POST('/api/v1/rights-requests/{id}/recipient-notices', {
          params: { path: { id: rightsCase.id } },
          body: { recipient: { kind, id }, channel: oneOf(NOTICE_CHANNELS, channel), sentOn },
        }),
      ),
    onDone,
  );
  return (
    <ActForm
      button={t('rights.forwarding.send')}
      isPending={tell.isPending}
      error={tell.error}
      onSubmit={form.onSubmit(values => {
        tell.mutate(values);
      })}
      onCancel={onCancel}
    >
      <DayOf form={form} name="sentOn" label={t('rights.recipients.sentOn')} />
      <ChoiceOf
        form={form}
        name="channel"
        label={t('rights.deliveries.channel')}
        options={NOTICE_CHANNELS.map(value => ({ value, label: t(`rights.deliveries.channels.${value}`) }))}
      />
    </ActForm>
  );
}

function sendNotified(id: string) {
  return answer(api.POST('/api/v1/rights-requests/{id}/recipients-notified', { params: { path: { id } } }));
}
