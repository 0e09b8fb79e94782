import { useTranslation } from 'react-i18next';
import type { ServiceAccount } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { RowButton } from '../../ui/row-button.js';
import { Tag } from '../../ui/tag.js';
import { useStaffNames } from '../staff/use-staff-names.js';

interface AccountActs {
  readonly onRotate: ((account: ServiceAccount) => void) | null;
  readonly onRevoke: ((account: ServiceAccount) => void) | null;
}

/** The columns of the list of service accounts; an act that one may not do has no button. */
export function useAccountColumns(acts: AccountActs): Column<ServiceAccount>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'name',
      header: t('machines.name'),
      rowHeader: true,
      cell: ({ name, role }) => (
        <>
          {name}
          <small>{t(`machines.roles.${role}`)}</small>
        </>
      ),
    },
    { id: 'tokens', header: t('machines.tokens'), cell: account => <Tokens account={account} /> },
    {
      id: 'networks',
      header: t('machines.networks'),
      cell: ({ networks }) => (networks.length === 0 ? t('machines.anywhere') : networks.join(', ')),
    },
    { id: 'lastUse', header: t('machines.lastUse'), cell: account => <LastUse account={account} /> },
    { id: 'acts', header: t('machines.acts'), cell: account => <Acts account={account} {...acts} /> },
  ];
}

/** How many tokens work and until when; what ends soon or is over is said in words. */
function Tokens({ account }: { readonly account: ServiceAccount }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tokens, expiresAt, expiresSoon, revokedAt } = account;
  if (revokedAt !== null) return <Tag>{t('machines.revoked', { at: format.dateTime(revokedAt) })}</Tag>;
  if (tokens.length === 0) return <Tag tone="alert">{t('machines.expired', { at: format.dateTime(expiresAt) })}</Tag>;
  return (
    <>
      {t('machines.tokenCount', { count: tokens.length })}
      {expiresSoon ? (
        <Tag tone="warning">{t('machines.expiresSoon', { at: format.dateTime(expiresAt) })}</Tag>
      ) : (
        <small>{t('machines.expires', { at: format.dateTime(expiresAt) })}</small>
      )}
    </>
  );
}

function LastUse({
  account: { lastUsedAt, lastUsedFrom, createdAt, createdBy },
}: {
  readonly account: ServiceAccount;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf, knows } = useStaffNames();
  if (lastUsedAt !== null) {
    return (
      <>
        {format.dateTime(lastUsedAt)}
        {lastUsedFrom === null ? null : <small>{lastUsedFrom}</small>}
      </>
    );
  }
  const made = t('machines.made', { at: format.dateTime(createdAt) });
  return (
    <>
      {t('machines.neverUsed')}
      <small>{knows(createdBy) ? `${made}, ${nameOf(createdBy)}` : made}</small>
    </>
  );
}

function Acts({ account, onRotate, onRevoke }: AccountActs & { readonly account: ServiceAccount }) {
  const { t } = useTranslation();
  const { name, revokedAt } = account;
  if (revokedAt !== null) return null;
  return (
    <div className="account-buttons no-print">
      {onRotate ? (
        <RowButton
          variant="secondary"
          act={t('machines.rotate')}
          about={name}
          onClick={() => {
            onRotate(account);
          }}
        />
      ) : null}
      {onRevoke ? (
        <RowButton
          act={t('machines.revoke')}
          about={name}
          onClick={() => {
            onRevoke(account);
          }}
        />
      ) : null}
    </div>
  );
}
