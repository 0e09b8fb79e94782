import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { ComplaintCase } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { RowButton } from '../../ui/row-button.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { CaseForm } from './case-form.js';
import './complaint-cases.css';

const KEY = ['complaint-cases'] as const;

/** Complaint cases that were closed at least once, and the ways to close and to reopen one. */
export function ComplaintCasesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [done, setDone] = useState<ComplaintCase | null>(null);
  const [reopenings, setReopenings] = useState(0);
  const status = useFocusAfter<HTMLParagraphElement>(reopenings); // the button of the row is gone
  const reopen = useReopen(reopened => {
    setDone(reopened);
    setReopenings(before => before + 1);
  });
  const columns = useCaseColumns(may(me, 'reopen', 'ComplaintCase') ? reopen.mutate : null);
  const list = useList(KEY, cursor =>
    answer(api.GET('/api/v1/complaint-cases', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );

  return (
    <>
      <PageHeading title={t('cases.title')}>{t('cases.lead')}</PageHeading>
      {may(me, 'close', 'ComplaintCase') ? <CaseForm onClosed={setDone} /> : null}
      <p className="cases__status" role="status" tabIndex={-1} ref={status}>
        {done === null ? '' : t(`cases.done.${done.state}`, { reference: done.reference })}
      </p>
      <ProblemNotice error={reopen.error} />
      <ListView
        list={list}
        caption={t('cases.caption')}
        columns={columns}
        idOf={one => one.reference}
        empty={t('cases.none')}
      />
    </>
  );
}

function useReopen(onReopened: (reopened: ComplaintCase) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reference: string) => answer(api.POST('/api/v1/complaint-cases/reopenings', { body: { reference } })),
    onSuccess: async reopened => {
      await client.invalidateQueries({ queryKey: KEY });
      onReopened(reopened);
    },
  });
}

function useCaseColumns(onReopen: ((reference: string) => void) | null): Column<ComplaintCase>[] {
  const { t } = useTranslation();
  return [
    { id: 'reference', header: t('references.complaint'), rowHeader: true, cell: ({ reference }) => reference },
    {
      id: 'state',
      header: t('cases.state'),
      cell: ({ state }) => <Tag tone={state === 'open' ? 'info' : 'neutral'}>{t(`cases.states.${state}`)}</Tag>,
    },
    {
      id: 'closed',
      header: t('cases.closed'),
      cell: ({ closedAt, closedBy }) => <ByWhom at={closedAt} id={closedBy} />,
    },
    {
      id: 'reopened',
      header: t('cases.reopened'),
      cell: ({ reopenedAt, reopenedBy }) => (reopenedAt === null ? null : <ByWhom at={reopenedAt} id={reopenedBy} />),
    },
    ...(onReopen ? [reopenColumn(onReopen)] : []),
  ];

  function reopenColumn(reopen: (reference: string) => void): Column<ComplaintCase> {
    return {
      id: 'reopen',
      header: t('cases.reopen'),
      cell: ({ reference, state }) =>
        state === 'open' ? null : (
          <RowButton
            act={t('cases.reopen')}
            about={reference}
            onClick={() => {
              reopen(reference);
            }}
          />
        ),
    };
  }
}

/** When, and by whom: a colleague's id means nothing to people, so it is left out where the name is not known. */
function ByWhom({ at, id }: { readonly at: string; readonly id: string | null }) {
  const format = useFormat();
  const { nameOf, knows } = useStaffNames();
  return (
    <>
      {format.dateTime(at)}
      {knows(id) ? <small>{nameOf(id)}</small> : null}
    </>
  );
}
