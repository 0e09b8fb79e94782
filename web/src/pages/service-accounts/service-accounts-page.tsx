import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { ServiceAccount } from '../../api/types.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList } from '../../ui/use-list.js';
import { NewAccountForm } from './new-account-form.js';
import { RevokeAccountDialog } from './revoke-account-dialog.js';
import { RotateDialog } from './rotate-dialog.js';
import { SERVICE_ACCOUNTS } from './service-account-queries.js';
import { ShownToken } from './shown-token.js';
import { useAccountColumns } from './use-account-columns.js';
import './service-accounts.css';

interface Shown {
  readonly name: string;
  readonly token: string;
}

/** The machines that may speak to Tallenne: made, given new tokens and revoked. */
export function ServiceAccountsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [shown, setShown] = useState<Shown | null>(null);
  const [rotating, setRotating] = useState<ServiceAccount | null>(null);
  const [revoking, setRevoking] = useState<ServiceAccount | null>(null);
  const columns = useAccountColumns({
    onRotate: may(me, 'rotate', 'ServiceAccount') ? setRotating : null,
    onRevoke: may(me, 'revoke', 'ServiceAccount') ? setRevoking : null,
  });
  const list = useList(SERVICE_ACCOUNTS, async () => ({
    ...(await answer(api.GET('/api/v1/service-accounts'))),
    nextCursor: null,
  }));

  return (
    <div className="stack">
      <PageHeading title={t('machines.title')}>{t('machines.lead')}</PageHeading>
      <div role="status">{shown ? <ShownToken key={shown.token} name={shown.name} token={shown.token} /> : null}</div>
      {may(me, 'create', 'ServiceAccount') ? <NewAccountForm onCreated={setShown} /> : null}
      <ListView
        list={list}
        caption={t('machines.caption')}
        columns={columns}
        idOf={({ id }) => id}
        empty={t('machines.none')}
      />
      {rotating ? (
        <RotateDialog
          account={rotating}
          onDone={token => {
            setShown(token);
            setRotating(null);
          }}
          onClose={() => {
            setRotating(null);
          }}
        />
      ) : null}
      {revoking ? (
        <RevokeAccountDialog
          account={revoking}
          onClose={() => {
            setRevoking(null);
          }}
        />
      ) : null}
    </div>
  );
}
