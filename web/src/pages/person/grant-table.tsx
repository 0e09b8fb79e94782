import { useTranslation } from 'react-i18next';
import type { Grant } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { RowButton } from '../../ui/row-button.js';
import { Tag } from '../../ui/tag.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { grantState } from './grant-state.js';
import { PURPOSES_OF_ROLE } from './role-purposes.js';

const TONES = { working: 'success', suspended: 'alert', revoked: 'neutral', future: 'info', past: 'neutral' } as const;

interface GrantTableProps {
  readonly grants: readonly Grant[];
  /** null where the person at the screen may not revoke. */
  readonly onRevoke: ((grant: Grant) => void) | null;
}

/** Grants with everything that limits them, and who gave each and why. */
export function GrantTable({ grants, onRevoke }: GrantTableProps) {
  const { t } = useTranslation();
  const columns = useGrantColumns(onRevoke);
  if (grants.length === 0) return <p>{t('grants.none')}</p>;
  return <DataTable caption={t('grants.caption')} columns={columns} rows={grants} idOf={grant => grant.id} />;
}

function useGrantColumns(onRevoke: GrantTableProps['onRevoke']): Column<Grant>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<Grant>[] = [
    { id: 'role', header: t('grants.role'), rowHeader: true, cell: grant => <RoleAndState grant={grant} /> },
    { id: 'scope', header: t('grants.scope'), cell: grant => <Scope grant={grant} /> },
    {
      id: 'purposes',
      header: t('grants.purposes'),
      cell: ({ purposes }) =>
        purposes.map(purpose => t(`purposes.${purpose}.name`)).join(', ') || t('grants.noPurposes'),
    },
    {
      id: 'days',
      header: t('grants.days'),
      cell: ({ fromOn, untilOn }) => `${format.day(fromOn)} – ${format.day(untilOn)}`,
    },
    { id: 'reason', header: t('fields.reason'), cell: grant => <Reason grant={grant} /> },
  ];
  if (!onRevoke) return columns;
  return [
    ...columns,
    { id: 'revoke', header: t('grants.revoke'), cell: grant => <Revoke grant={grant} onRevoke={onRevoke} /> },
  ];
}

function RoleAndState({ grant }: { readonly grant: Grant }) {
  const { t } = useTranslation();
  const state = grantState(grant, dayOf(new Date()));
  return (
    <>
      {t(`roles.${grant.role}`)} <Tag tone={TONES[state]}>{t(`grantStates.${state}`)}</Tag>
    </>
  );
}

/** The scope limits what is heard; a role that hears nothing has none. */
function Scope({ grant: { role, queues, units, ownCallsOnly } }: { readonly grant: Grant }) {
  const { t } = useTranslation();
  if (PURPOSES_OF_ROLE[role].length === 0) return '–';
  return (
    <>
      {queues === 'all' ? t('grants.allQueues') : t('grants.queues', { names: queues.join(', ') })}
      <small>{units === 'all' ? t('grants.allUnits') : t('grants.units', { names: units.join(', ') })}</small>
      {ownCallsOnly ? <small>{t('grants.ownCallsOnly')}</small> : null}
    </>
  );
}

function Reason({ grant }: { readonly grant: Grant }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf, knows } = useStaffNames();
  const { reason, grantedBy, createdAt, revokedAt, revokedBy } = grant;
  const given = format.dateTime(createdAt);
  const revoked = revokedAt === null ? null : format.dateTime(revokedAt);
  return (
    <>
      {reason}
      <small>
        {knows(grantedBy)
          ? t('grants.givenBy', { name: nameOf(grantedBy), at: given })
          : t('grants.given', { at: given })}
      </small>
      {revoked === null ? null : (
        <small>
          {knows(revokedBy)
            ? t('grants.revokedBy', { name: nameOf(revokedBy), at: revoked })
            : t('grants.revoked', { at: revoked })}
        </small>
      )}
    </>
  );
}

interface RevokeProps {
  readonly grant: Grant;
  readonly onRevoke: (grant: Grant) => void;
}

function Revoke({ grant, onRevoke }: RevokeProps) {
  const { t } = useTranslation();
  if (grant.revokedAt !== null) return null;
  return (
    <RowButton
      variant="secondary"
      act={t('grants.revoke')}
      about={t(`roles.${grant.role}`)}
      onClick={() => {
        onRevoke(grant);
      }}
    />
  );
}
