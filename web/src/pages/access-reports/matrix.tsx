import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { MatrixRow, Role } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { Tag } from '../../ui/tag.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { useList } from '../../ui/use-list.js';
import { RevokeDialog } from '../person/revoke-dialog.js';
import { PURPOSES_OF_ROLE, ROLES } from '../person/role-purposes.js';
import { ReportDownload } from './report-download.js';

type MatrixGrant = MatrixRow['grants'][number];

/** A grant of the matrix, and whose it is. */
interface Chosen {
  readonly row: MatrixRow;
  readonly grant: MatrixGrant;
}

/** People by roles by scope, as it is now; each grant is two clicks from being revoked. */
export function Matrix() {
  const { t } = useTranslation();
  const me = useMe();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [revoked, setRevoked] = useState(0);
  const status = useFocusAfter<HTMLParagraphElement>(revoked);
  const list = useList(['access-report', 'matrix'], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/access-reports/matrix', { params: { query } }));
  });
  const columns = useMatrixColumns(
    ROLES.filter(role => list.items.some(({ grants }) => grants.some(grant => grant.role === role))),
    may(me, 'revoke', 'Grant') ? setChosen : null,
  );
  return (
    <section aria-label={t('reports.matrix')}>
      <p>{t('reports.matrixText')}</p>
      <ReportDownload wanted={{ report: 'matrix' }} />
      <p role="status" tabIndex={-1} ref={status}>
        {revoked > 0 ? t('grants.revokedNow') : ''}
      </p>
      <ListView
        list={list}
        caption={t('reports.matrixCaption')}
        columns={columns}
        idOf={({ staffId }) => staffId}
        empty={t('reports.none')}
        framed
      />
      {chosen ? (
        <RevokeDialog
          grant={{ ...chosen.grant, staffId: chosen.row.staffId }}
          name={chosen.row.displayName}
          onDone={() => {
            setChosen(null);
            setRevoked(before => before + 1);
          }}
          onClose={() => {
            setChosen(null);
          }}
        />
      ) : null}
    </section>
  );
}

/** null where who looks may not revoke. */
type OnRevoke = ((chosen: Chosen) => void) | null;

/** A column a role that anybody has. */
function useMatrixColumns(roles: readonly Role[], onRevoke: OnRevoke): Column<MatrixRow>[] {
  const { t } = useTranslation();
  return [
    { id: 'person', header: t('reports.person'), rowHeader: true, cell: row => <Person row={row} /> },
    ...roles.map(role => ({
      id: role,
      header: t(`roles.${role}`),
      cell: (row: MatrixRow) => <InRole row={row} role={role} onRevoke={onRevoke} />,
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

interface InRoleProps {
  readonly row: MatrixRow;
  readonly role: Role;
  readonly onRevoke: OnRevoke;
}

function InRole({ row, role, onRevoke }: InRoleProps) {
  const grants = row.grants.filter(grant => grant.role === role);
  if (grants.length === 0) return '–';
  return grants.map(grant => (
    <div key={grant.id}>
      <OneGrant grant={grant} />
      {onRevoke ? <Revoke chosen={{ row, grant }} onRevoke={onRevoke} /> : null}
    </div>
  ));
}

interface RevokeProps {
  readonly chosen: Chosen;
  readonly onRevoke: (chosen: Chosen) => void;
}

function Revoke({ chosen, onRevoke }: RevokeProps) {
  const { t } = useTranslation();
  const { row, grant } = chosen;
  return (
    <Button
      variant="secondaryNoBorder"
      className="no-print"
      aria-label={t('grants.revokeFrom', { role: t(`roles.${grant.role}`), name: row.displayName })}
      onClick={() => {
        onRevoke(chosen);
      }}
    >
      {t('grants.revoke')}
    </Button>
  );
}

function OneGrant({ grant }: { readonly grant: MatrixGrant }) {
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
