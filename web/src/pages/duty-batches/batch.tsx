import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { BatchDecision, DutyChange } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { ChangeWords } from '../person/change-words.js';
import { TASKS_KEY } from '../tasks/use-tasks.js';

type Outcome = BatchDecision['outcome'];

/** The changes of one batch, and the decision on all of them. */
export function Batch({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Outcome | null>(null);
  const columns = useColumns();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['duty-batch', id],
    queryFn: () => answer(api.GET('/api/v1/duty-batches/{id}', { params: { path: { id } } })),
  });
  const decide = useDecide(id, () => {
    setAsking(null);
  });

  return (
    <Panel title={t('dutyBatches.changes')}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <DataTable caption={t('dutyBatches.changes')} columns={columns} rows={data.items} idOf={change => change.id} />
      ) : null}
      {data?.mayDecide ? (
        <div className="form__buttons">
          <Button
            onClick={() => {
              setAsking('confirmed');
            }}
          >
            {t('dutyBatches.confirm')}
          </Button>
          <Button
            variant="secondary"
            onClick={() => {
              setAsking('discarded');
            }}
          >
            {t('dutyBatches.discard')}
          </Button>
        </div>
      ) : null}
      {asking === null ? null : (
        <ReasonDialog
          title={t(asking === 'confirmed' ? 'dutyBatches.confirmTitle' : 'dutyBatches.discardTitle')}
          text={t(asking === 'confirmed' ? 'dutyBatches.confirmText' : 'dutyBatches.discardText')}
          logged="batchDecided"
          button={t(asking === 'confirmed' ? 'dutyBatches.confirm' : 'dutyBatches.discard')}
          isPending={decide.isPending}
          error={decide.error}
          onSend={reason => {
            decide.mutate({ outcome: asking, reason });
          }}
          onClose={() => {
            setAsking(null);
          }}
        />
      )}
    </Panel>
  );
}

function useDecide(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BatchDecision) =>
      answer(api.POST('/api/v1/duty-batches/{id}/decision', { params: { path: { id } }, body })),
    onSuccess: async batch => {
      client.setQueryData(['duty-batch', id], batch);
      for (const queryKey of [['duty-batches'], TASKS_KEY]) await client.invalidateQueries({ queryKey });
      onDone();
    },
  });
}

function useColumns(): Column<DutyChange>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'person', header: t('dutyBatches.person'), rowHeader: true, cell: ({ staffName }) => staffName },
    { id: 'change', header: t('duties.change'), cell: change => <ChangeWords change={change} /> },
    {
      id: 'effectiveOn',
      header: t('duties.effectiveOn'),
      align: 'fixed',
      cell: ({ effectiveOn }) => format.day(effectiveOn),
    },
    { id: 'state', header: t('duties.state'), cell: ({ state }) => t(`duties.states.${state}`) },
  ];
}
