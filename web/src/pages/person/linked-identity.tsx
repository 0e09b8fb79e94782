import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { LinkedAccount } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Tag } from '../../ui/tag.js';

/** One link: who said so, whether a second administrator has confirmed it, and what may be done about it. */
export function LinkedIdentity({ identity }: { readonly identity: LinkedAccount }) {
  const { t } = useTranslation();
  const me = useMe();
  const waits = identity.confirmedAt === null;
  const isOwn = identity.staffId === me.id;
  const mayConfirm = waits && !isOwn && identity.proposedBy !== me.id && may(me, 'confirm', 'ExternalIdentity');

  return (
    <>
      <IdentityFacts identity={identity} />
      {mayConfirm ? (
        <>
          <p>{t('externalIdentity.confirmText')}</p>
          <Logged act="identityConfirmed" />
        </>
      ) : null}
      <div className="form__buttons">
        {mayConfirm ? <Confirmation identity={identity} /> : null}
        {!isOwn && may(me, 'unlink', 'ExternalIdentity') ? <Unlinking identity={identity} /> : null}
      </div>
    </>
  );
}

function IdentityFacts({ identity }: { readonly identity: LinkedAccount }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { confirmedAt } = identity;
  const by = (name: string | null, at: string) =>
    t('externalIdentity.by', { name: name ?? t('externalIdentity.unnamed'), at: format.dateTime(at) });

  return (
    <Facts>
      <Fact name={t('externalIdentity.state')}>
        {confirmedAt === null ? (
          <Tag tone="info">{t('externalIdentity.waiting')}</Tag>
        ) : (
          <Tag tone="success">{t('externalIdentity.linked')}</Tag>
        )}
      </Fact>
      <Fact name={t('externalIdentity.subject')}>{identity.subject}</Fact>
      <Fact name={t('externalIdentity.issuer')}>{identity.issuer}</Fact>
      <Fact name={t('externalIdentity.proposed')}>{by(identity.proposedByName, identity.proposedAt)}</Fact>
      {confirmedAt === null ? null : (
        <Fact name={t('externalIdentity.confirmed')}>{by(identity.confirmedByName, confirmedAt)}</Fact>
      )}
    </Facts>
  );
}

function Confirmation({ identity: { id, staffId } }: { readonly identity: LinkedAccount }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/external-identities/{id}/confirmation', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['external-identities', staffId] }),
  });
  return (
    <>
      <ProblemNotice error={confirm.error} />
      <Button
        disabled={confirm.isPending}
        onClick={() => {
          confirm.mutate();
        }}
      >
        {t('externalIdentity.confirm')}
      </Button>
    </>
  );
}

function Unlinking({ identity }: { readonly identity: LinkedAccount }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="secondary"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('externalIdentity.unlink')}
      </Button>
      {asking ? (
        <UnlinkDialog
          identity={identity}
          onClose={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </>
  );
}

interface UnlinkDialogProps {
  readonly identity: LinkedAccount;
  readonly onClose: () => void;
}

function UnlinkDialog({ identity: { id, staffId, confirmedAt }, onClose }: UnlinkDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const unlink = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/external-identities/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['external-identities', staffId] }),
  });
  return (
    <Dialog title={t('externalIdentity.unlinkDialog')} onClose={onClose}>
      <p>{confirmedAt === null ? t('externalIdentity.cancelText') : t('externalIdentity.unlinkText')}</p>
      <Logged act="identityRemoved" />
      <ProblemNotice error={unlink.error} />
      <div className="form__buttons">
        <Button
          disabled={unlink.isPending}
          onClick={() => {
            unlink.mutate();
          }}
        >
          {t('externalIdentity.unlink')}
        </Button>
        <Button variant="secondary" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
