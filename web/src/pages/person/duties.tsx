import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { DutyChange, StaffMember } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { ChangeWords } from './change-words.js';
import { DutiesForm } from './duties-form.js';

/** What a person is there for, what of it changes when, and each change before. */
export function DutiesPanel({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const me = useMe();
  const { id } = person;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['duties', id],
    queryFn: () => answer(api.GET('/api/v1/staff/{id}/duties', { params: { path: { id } } })),
  });
  const enters = may(me, 'enter', 'DutyChange') && id !== me.id && person.status === 'active';
  const present = data?.present;
  const [entered, setEntered] = useState<{ readonly isNew: boolean; readonly rounds: number } | null>(null);
  const heading = useFocusAfter<HTMLHeadingElement>(entered?.rounds ?? 0); // the form begins anew

  return (
    <Panel title={t('duties.title')} headingRef={heading}>
      <p role="status">{entered === null ? '' : t(entered.isNew ? 'duties.saved' : 'duties.nothingNew')}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {present ? (
        <Facts>
          <Fact name={t('duties.unit')}>{present.unit || t('duties.none')}</Fact>
          <Fact name={t('duties.jobTitle')}>{present.title || t('duties.none')}</Fact>
          <Fact name={t('duties.queue')}>{present.queue || t('duties.none')}</Fact>
          <Fact name={t('duties.manager')}>{present.managerName ?? t('duties.noManager')}</Fact>
        </Facts>
      ) : null}
      {data ? <History changes={data.changes} staffId={id} withdraws={enters} /> : null}
      {present && enters ? (
        <DutiesForm
          key={JSON.stringify(present)}
          staffId={id}
          present={present}
          onEntered={isNew => {
            setEntered(before => ({ isNew, rounds: (before?.rounds ?? 0) + 1 }));
          }}
        />
      ) : null}
    </Panel>
  );
}

interface HistoryProps {
  readonly changes: readonly DutyChange[];
  readonly staffId: string;
  readonly withdraws: boolean;
}

function History({ changes, staffId, withdraws }: HistoryProps) {
  const { t } = useTranslation();
  const [withdrawn, setWithdrawn] = useState<string | null>(null);
  const columns = useColumns(withdraws ? setWithdrawn : null);
  const withdraw = useWithdraw(staffId, () => {
    setWithdrawn(null);
  });
  if (changes.length === 0) return <p>{t('duties.noHistory')}</p>;
  return (
    <>
      <DataTable caption={t('duties.history')} columns={columns} rows={changes} idOf={({ id }) => id} />
      {withdrawn === null ? null : (
        <ReasonDialog
          title={t('duties.withdrawTitle')}
          text={t('duties.withdrawText')}
          logged="dutiesWithdrawn"
          button={t('duties.withdraw')}
          isPending={withdraw.isPending}
          error={withdraw.error}
          onSend={reason => {
            withdraw.mutate({ id: withdrawn, reason });
          }}
          onClose={() => {
            setWithdrawn(null);
          }}
        />
      )}
    </>
  );
}

function useWithdraw(staffId: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      answer(api.POST('/api/v1/duty-changes/{id}/withdrawal', { params: { path: { id } }, body: { reason } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['duties', staffId] });
      onDone();
    },
  });
}

function useColumns(onWithdraw: ((id: string) => void) | null): Column<DutyChange>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'effectiveOn',
      header: t('duties.effectiveOn'),
      align: 'fixed',
      rowHeader: true,
      cell: ({ effectiveOn }) => format.day(effectiveOn),
    },
    { id: 'change', header: t('duties.change'), cell: change => <ChangeWords change={change} /> },
    {
      id: 'enteredAt',
      header: t('duties.enteredAt'),
      cell: ({ enteredAt, origin, reason }) => (
        <>
          {format.dateTime(enteredAt)}
          <small>{t(`duties.origins.${origin}`)}</small>
          {reason === null ? null : <small>{reason}</small>}
        </>
      ),
    },
    {
      id: 'state',
      header: t('duties.state'),
      cell: ({ state, id, reviewId }) => (
        <>
          {t(`duties.states.${state}`)}
          {reviewId === null ? null : <Link to={`/access-reviews/${reviewId}`}>{t('duties.openReview')}</Link>}
          {onWithdraw && (state === 'coming' || state === 'held') ? (
            <Button
              variant="secondaryNoBorder"
              onClick={() => {
                onWithdraw(id);
              }}
            >
              {t('duties.withdraw')}
            </Button>
          ) : null}
        </>
      ),
    },
  ];
}
