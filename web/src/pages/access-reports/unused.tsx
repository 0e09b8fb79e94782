import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { UnusedRow } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { RowButton } from '../../ui/row-button.js';
import { useList } from '../../ui/use-list.js';
import { GrantWords } from '../person/grant-words.js';
import { ReportDownload } from './report-download.js';

/** People who may listen and have not for 90 days; who looks may propose to revoke. */
export function Unused() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<UnusedRow | null>(null);
  const list = useList(['access-report', 'unused'], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/access-reports/unused', { params: { query } }));
  });
  const close = () => {
    setChosen(null);
  };
  const propose = usePropose(close);
  return (
    <section aria-label={t('reports.unused')}>
      <p>{t('reports.unusedText')}</p>
      <ReportDownload wanted={{ report: 'unused' }} />
      <p role="status">{propose.isSuccess ? t('reports.proposed') : ''}</p>
      <ListView
        list={list}
        caption={t('reports.unusedCaption')}
        columns={useUnusedColumns(setChosen)}
        idOf={({ grant }) => grant.id}
        empty={t('reports.none')}
      />
      {chosen ? (
        <ReasonDialog
          title={t('reports.proposeOne', { name: chosen.displayName })}
          text={t('reports.proposeText')}
          logged="revocationProposed"
          button={t('reports.propose')}
          isPending={propose.isPending}
          error={propose.error}
          onSend={reason => {
            propose.mutate({ id: chosen.grant.id, reason });
          }}
          onClose={close}
        />
      ) : null}
    </section>
  );
}

function usePropose(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: string }) =>
      answer(
        api.POST('/api/v1/grants/{id}/revocation-proposal', {
          params: { path: { id } },
          body: { origin: 'unused-access', reason },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['grant-proposals'] });
      onDone();
    },
  });
}

function useUnusedColumns(onPropose: (row: UnusedRow) => void): Column<UnusedRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'person',
      header: t('reports.person'),
      rowHeader: true,
      cell: ({ staffId, displayName }) => <Link to={`/staff/${staffId}`}>{displayName}</Link>,
    },
    { id: 'grant', header: t('grants.scope'), cell: ({ grant }) => <GrantWords grant={grant} /> },
    {
      id: 'last',
      header: t('reports.lastPlayback'),
      cell: ({ lastPlaybackAt }) => (lastPlaybackAt === null ? t('reports.never') : format.dateTime(lastPlaybackAt)),
    },
    {
      id: 'propose',
      header: t('reports.propose'),
      cell: row => (
        <RowButton
          variant="secondary"
          act={t('reports.propose')}
          about={row.displayName}
          onClick={() => {
            onPropose(row);
          }}
        />
      ),
    },
  ];
}
