import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { CaseDocument } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { RowButton } from '../../ui/row-button.js';
import { download } from '../access-log/download.js';
import { AttachFiles } from './attach-files.js';
import { useCase } from './case-in-view.js';

/** The files of a case; each opening of one is an event. */
export function Documents() {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const { data, error, refetch } = useDocuments(rightsCase.id);
  const take = useTake(rightsCase.id);
  const columns = useDocumentColumns(take.mutate);
  const mayAttach = rightsCase.permitted.includes('handle') && rightsCase.state !== 'closed';
  return (
    <Panel title={t('rights.files.title')}>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data && data.items.length > 0 ? (
        <DataTable caption={t('rights.files.caption')} columns={columns} rows={data.items} idOf={({ id }) => id} />
      ) : (
        <p>{t('rights.files.none')}</p>
      )}
      <p role="status">{take.data === undefined ? '' : t('reports.downloaded', { name: take.data })}</p>
      <ProblemNotice error={take.error} />
      {mayAttach ? <AttachFiles caseId={rightsCase.id} hint={t('rights.files.hint')} /> : null}
    </Panel>
  );
}

/** The files of a case, without their contents. */
export function useDocuments(caseId: string) {
  return useQuery({
    queryKey: ['rights-case', caseId, 'documents'],
    queryFn: () => answer(api.GET('/api/v1/rights-requests/{id}/documents', { params: { path: { id: caseId } } })),
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** Fetches a file to be saved, by the client, so that an ended session is renewed first. The event comes before the file. */
export function useTake(id: string) {
  return useMutation({
    mutationFn: async ({ id: documentId, name }: CaseDocument) => {
      const call = api.GET('/api/v1/rights-requests/{id}/documents/{documentId}', {
        params: { path: { id, documentId } },
        parseAs: 'blob',
      });
      download(name, (await answer<Blob | undefined>(call)) ?? new Blob());
      return name;
    },
    gcTime: 0,
  });
}

function useDocumentColumns(onTake: (document: CaseDocument) => void): Column<CaseDocument>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'name',
      header: t('rights.files.name'),
      rowHeader: true,
      cell: ({ name, sizeBytes }) => (
        <>
          {name}
          <small>{format.size(sizeBytes)}</small>
        </>
      ),
    },
    { id: 'kind', header: t('rights.files.kind'), cell: ({ kind }) => t(`rights.files.kinds.${kind}`) },
    {
      id: 'by',
      header: t('rights.files.by'),
      cell: ({ creatorName, createdBy, createdAt }) => (
        <>
          {creatorName ?? t(createdBy === null ? 'holds.byItself' : 'holds.nobody')}
          <small>{format.dateTime(createdAt)}</small>
        </>
      ),
    },
    {
      id: 'take',
      header: t('rights.files.open'),
      cell: document => (
        <RowButton
          act={t('rights.files.open')}
          about={document.name}
          onClick={() => {
            onTake(document);
          }}
        />
      ),
    },
  ];
}
