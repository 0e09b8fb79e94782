import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { MatrixRow, Role } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';
import { PURPOSES_OF_ROLE, ROLES } from '../person/role-purposes.js';
import { ReportDownload } from './report-download.js';

/** People by roles by scope, as it is now. */
export function Matrix() {
  const { t } = useTranslation();
  const list = useList(['access-report', 'matrix'], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/access-reports/matrix', { params: { query } }));
  });
  const columns = useMatrixColumns(
    ROLES.filter(role => list.items.some(({ grants }) => grants.some(grant => grant.role === role))),
  );
  return (
    <section aria-label={t('reports.matrix')}>
      <p>{t('reports.matrixText')}</p>
      <ReportDownload wanted={{ report: 'matrix' }} />
      <ListView
        list={list}
        caption={t('reports.matrixCaption')}
        columns={columns}
        idOf={({ staffId }) => staffId}
        empty={t('reports.none')}
        framed
      />
    </section>
  );
}

/** A column a role that anybody has. */
function useMatrixColumns(roles: readonly Role[]): Column<MatrixRow>[] {
  const { t } = useTranslation();
  return [
    { id: 'person', header: t('reports.person'), rowHeader: true, cell: row => <Person row={row} /> },
    ...roles.map(role => ({
      id: role,
      header: t(`roles.${role}`),
      cell: (row: MatrixRow) => <InRole grants={row.grants.filter(grant => grant.role === role)} />,
    })),
  ];
}

function Person({ row: { staffId, displayName, unit, title, bound } }: { readonly row: MatrixRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Link to={`/staff/${staffId}`}>{displayName}</Link>
      <small>{[title, unit].filter(Boolean).join(', ')}</small>
      {bound ? null : <Tag tone="warning">{t('reports.notBound')}</Tag>}
    </>
  );
}

function InRole({ grants }: { readonly grants: MatrixRow['grants'] }) {
  if (grants.length === 0) return '–';
  return grants.map(grant => <OneGrant key={grant.id} grant={grant} />);
}

function OneGrant({ grant }: { readonly grant: MatrixRow['grants'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { role, queues, units, ownCallsOnly, purposes, fromOn, untilOn, state } = grant;
  return (
    <div>
      {PURPOSES_OF_ROLE[role].length === 0 ? null : (
        <>
          {queues === 'all' ? t('grants.allQueues') : t('grants.queues', { names: queues.join(', ') })}
          <small>{units === 'all' ? t('grants.allUnits') : t('grants.units', { names: units.join(', ') })}</small>
          {ownCallsOnly ? <small>{t('grants.ownCallsOnly')}</small> : null}
          <small>{purposes.map(purpose => t(`purposes.${purpose}.name`)).join(', ') || t('grants.noPurposes')}</small>
        </>
      )}
      <small>{`${format.day(fromOn)} – ${format.day(untilOn)}`}</small>
      {state === 'working' ? null : (
        <Tag tone={state === 'suspended' ? 'alert' : 'info'}>{t(`grantStates.${state}`)}</Tag>
      )}
    </div>
  );
}
