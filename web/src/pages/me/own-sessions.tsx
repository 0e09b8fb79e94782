import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { Session } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { Logged } from '../../ui/logged.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { RowButton } from '../../ui/row-button.js';
import { Tag } from '../../ui/tag.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';

const KEY = ['sessions'] as const;

/** Where the person is signed in, and the way to end what should not be. */
export function OwnSessions() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => answer(api.GET('/api/v1/sessions')),
    staleTime: 0,
  });
  const [ended, setEnded] = useState(0);
  const heading = useFocusAfter<HTMLHeadingElement>(ended);
  const end = useEndSession(() => {
    setEnded(before => before + 1);
  });
  const columns = useSessionColumns(end.mutate);

  return (
    <Panel title={t('sessions.title')} headingRef={heading}>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <Logged act="ownSessionEnded" />
      <ProblemNotice error={end.error} />
      {data ? (
        <DataTable caption={t('sessions.caption')} columns={columns} rows={data.items} idOf={session => session.id} />
      ) : null}
    </Panel>
  );
}

function useEndSession(onEnded: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: KEY });
      onEnded();
    },
  });
}

function useSessionColumns(onEnd: (id: string) => void): Column<Session>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'startedAt',
      header: t('sessions.startedAt'),
      rowHeader: true,
      cell: session => format.dateTime(session.startedAt),
    },
    { id: 'lastSeenAt', header: t('sessions.lastSeenAt'), cell: session => format.dateTime(session.lastSeenAt) },
    { id: 'expiresAt', header: t('sessions.expiresAt'), cell: session => format.dateTime(session.expiresAt) },
    { id: 'address', header: t('sessions.address'), cell: session => session.address },
    {
      id: 'end',
      header: t('sessions.end'),
      cell: ({ id, current, startedAt }) =>
        current ? (
          <Tag tone="info">{t('sessions.current')}</Tag>
        ) : (
          <RowButton
            variant="secondary"
            act={t('sessions.end')}
            about={format.dateTime(startedAt)}
            onClick={() => {
              onEnd(id);
            }}
          />
        ),
    },
  ];
}
