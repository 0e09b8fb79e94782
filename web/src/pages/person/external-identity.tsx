import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { may, useMe } from '../../app/session/me.js';
import { useSettings } from '../../app/session/use-settings.js';
import { answer, api } from '../../api/client.js';
import type { StaffMember } from '../../api/types.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { LinkedIdentity } from './linked-identity.js';
import { LinkProposal } from './link-proposal.js';

/** The organisation's account with which a person signs in: linked by one administrator, confirmed by another. */
export function ExternalIdentity({ person }: { readonly person: StaffMember }) {
  const me = useMe();
  const { data: settings } = useSettings();
  return settings?.openId && may(me, 'list', 'ExternalIdentity') ? <Identities person={person} /> : null;
}

function Identities({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const me = useMe();
  const { id } = person;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['external-identities', id],
    queryFn: () => answer(api.GET('/api/v1/staff/{id}/external-identities', { params: { path: { id } } })),
  });
  const mayPropose = person.status === 'active' && id !== me.id && may(me, 'link', 'ExternalIdentity');

  return (
    <Panel title={t('externalIdentity.title')}>
      <p>{t('externalIdentity.text')}</p>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data?.items.map(identity => (
        <LinkedIdentity key={identity.id} identity={identity} />
      ))}
      {data?.items.length === 0 ? <p>{t('externalIdentity.none')}</p> : null}
      {data?.items.length === 0 && mayPropose ? <LinkProposal staffId={id} /> : null}
    </Panel>
  );
}
