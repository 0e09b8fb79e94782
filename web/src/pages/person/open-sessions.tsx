import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { StaffMember, StaffSession } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { RowButton } from '../../ui/row-button.js';

/** Where somebody else is signed in, for an administrator, and the way to end it. */
export function OpenSessions({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const format = useFormat();
  /** What is being ended: one session, or all of them. */
  const [asked, setAsked] = useState<StaffSession | 'all' | null>(null);
  const [rounds, setRounds] = useState(0);
  const heading = useFocusAfter<HTMLHeadingElement>(rounds);
  const { data, error, isPending, refetch } = useSessions(person.id);
  const end = useEnding(person.id, () => {
    setAsked(null);
    setRounds(before => before + 1);
  });
  const items = data?.items ?? [];

  return (
    <Panel title={t('staffSessions.title')} headingRef={heading}>
      <p>{t('staffSessions.lead')}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <p role="status">{end.data === undefined ? '' : t('staffSessions.ended', { count: end.data.ended })}</p>
      {data && items.length === 0 ? <p>{t('staffSessions.none')}</p> : null}
      <Table sessions={items} onEnd={setAsked} />
      {items.length > 1 ? (
        <Button
          variant="secondary"
          mt="m"
          onClick={() => {
            setAsked('all');
          }}
        >
          {t('staffSessions.endAll')}
        </Button>
      ) : null}
      {asked === null ? null : (
        <ReasonDialog
          title={
            asked === 'all'
              ? t('staffSessions.endAllTitle', { name: person.displayName })
              : t('staffSessions.endTitle', { at: format.dateTime(asked.startedAt) })
          }
          text={t('staffSessions.endText')}
          logged="sessionEnded"
          button={asked === 'all' ? t('staffSessions.endAll') : t('sessions.end')}
          isPending={end.isPending}
          error={end.error}
          onSend={reason => {
            end.mutate({ reason, ...(asked === 'all' ? {} : { sessionId: asked.id }) });
          }}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </Panel>
  );
}

interface TableProps {
  readonly sessions: readonly StaffSession[];
  readonly onEnd: (session: StaffSession) => void;
}

function Table({ sessions, onEnd }: TableProps) {
  const { t } = useTranslation();
  const columns = useColumns(onEnd);
  if (sessions.length === 0) return null;
  return <DataTable caption={t('staffSessions.caption')} columns={columns} rows={sessions} idOf={({ id }) => id} />;
}

function useColumns(onEnd: TableProps['onEnd']): Column<StaffSession>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'startedAt',
      header: t('sessions.startedAt'),
      rowHeader: true,
      cell: ({ startedAt }) => format.dateTime(startedAt),
    },
    { id: 'lastSeenAt', header: t('sessions.lastSeenAt'), cell: ({ lastSeenAt }) => format.dateTime(lastSeenAt) },
    { id: 'way', header: t('staffSessions.way'), cell: ({ way }) => t(`staffSessions.ways.${way ?? 'unknown'}`) },
    {
      id: 'end',
      header: t('sessions.end'),
      cell: session => (
        <RowButton
          variant="secondary"
          act={t('sessions.end')}
          about={format.dateTime(session.startedAt)}
          onClick={() => {
            onEnd(session);
          }}
        />
      ),
    },
  ];
}

function useSessions(id: string) {
  return useQuery({
    queryKey: ['staff-sessions', id],
    queryFn: () => answer(api.GET('/api/v1/staff/{id}/sessions', { params: { path: { id } } })),
    staleTime: 0,
  });
}

interface Ending {
  readonly sessionId?: string;
  readonly reason: string;
}

function useEnding(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Ending) =>
      answer(api.POST('/api/v1/staff/{id}/session-endings', { params: { path: { id } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['staff-sessions', id] });
      onDone();
    },
  });
}
