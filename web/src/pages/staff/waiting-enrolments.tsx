import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { WaitingEnrolment } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { useStaffNames } from './use-staff-names.js';

/** Enrolments and recoveries that the administrator at the screen may confirm as the second person; nothing without any. */
export function WaitingEnrolments() {
  const { t } = useTranslation();
  const me = useMe();
  const columns = useColumns();
  const { data } = useQuery({
    queryKey: ['enrolments'],
    queryFn: () => answer(api.GET('/api/v1/enrolments', { params: { query: { open: 'true' } } })),
    enabled: may(me, 'confirm', 'Enrolment'),
  });
  const rows = data?.items.filter(({ mayConfirm }) => mayConfirm) ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('waiting.title')} tone="highlight">
      <DataTable caption={t('waiting.caption')} columns={columns} rows={rows} idOf={({ id }) => id} linked />
    </Panel>
  );
}

function useColumns(): Column<WaitingEnrolment>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useStaffNames();
  return [
    {
      id: 'name',
      header: t('fields.displayName'),
      rowHeader: true,
      cell: ({ staffId }) => <Link to={`/staff/${staffId}`}>{nameOf(staffId)}</Link>,
    },
    { id: 'kind', header: t('waiting.kind'), cell: ({ kind }) => t(`enrolmentKinds.${kind}`) },
    {
      id: 'madeBy',
      header: t('waiting.madeBy'),
      cell: ({ createdBy }) => (createdBy === null ? t('waiting.commandLine') : nameOf(createdBy)),
    },
    { id: 'until', header: t('waiting.until'), cell: ({ expiresAt }) => format.dateTime(expiresAt) },
  ];
}
