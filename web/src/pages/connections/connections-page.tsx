import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { Connections } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Tag } from '../../ui/tag.js';

type Provider = NonNullable<Connections['openId']>;
type Account = Connections['directory']['accounts'][number];

/** How the systems that say who people are (OpenID Connect, SCIM) are set, and when they were heard of last. */
export function ConnectionsPage() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['connections'],
    queryFn: () => answer(api.GET('/api/v1/connections')),
  });
  return (
    <div className="stack">
      <PageHeading title={t('connections.title')}>{t('connections.lead')}</PageHeading>
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <OpenId provider={data.openId} /> : null}
      {data ? <Directory directory={data.directory} /> : null}
    </div>
  );
}

function OpenId({ provider }: { readonly provider: Provider | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('connections.openId')}>
      {provider === null ? (
        <p>{t('connections.notSet')}</p>
      ) : (
        <Facts>
          <Fact name={t('connections.issuer')}>{provider.issuer}</Fact>
          <Fact name={t('connections.clientId')}>{provider.clientId}</Fact>
          <Fact name={t('connections.secret')}>
            {provider.hasSecret ? t('connections.secretSet') : t('connections.secretNone')}
          </Fact>
          <Fact name={t('connections.callbackUrl')}>{provider.callbackUrl}</Fact>
          <Fact name={t('connections.secondFactor')}>{provider.requiredAcr ?? t('connections.byAmr')}</Fact>
          <Fact name={t('connections.tokens')}>
            {provider.takesTokens ? t('connections.tokensTaken') : t('connections.tokensNotTaken')}
          </Fact>
          <Fact name={t('connections.contact')}>
            <Contact contact={provider.contact} />
          </Fact>
          <Fact name={t('connections.linked')}>{format.number(provider.linkedPeople)}</Fact>
          <Fact name={t('connections.waiting')}>{format.number(provider.waitingLinks)}</Fact>
          <Fact name={t('connections.unlinked')}>{format.number(provider.unlinkedSeen)}</Fact>
        </Facts>
      )}
    </Panel>
  );
}

function Contact({ contact }: { readonly contact: Provider['contact'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (contact === null) return t('connections.noContact');
  const { at, answered } = contact;
  return (
    <>
      {format.dateTime(at)}{' '}
      <Tag tone={answered ? 'success' : 'alert'}>{answered ? t('connections.answered') : t('connections.silent')}</Tag>
    </>
  );
}

function Directory({ directory }: { readonly directory: Connections['directory'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { endpoint, accounts, people, groups, mappedGroups, lastChangedAt } = directory;
  return (
    <Panel title={t('connections.directory')}>
      <Facts>
        <Fact name={t('connections.endpoint')}>{endpoint ?? t('connections.noEndpoint')}</Fact>
        <Fact name={t('connections.accounts')}>
          {accounts.length === 0 ? t('connections.noAccounts') : null}
          {accounts.map(account => (
            <OneAccount key={account.id} account={account} />
          ))}
          <small>
            <Link to="/service-accounts">{t('nav.machines')}</Link>
          </small>
        </Fact>
        <Fact name={t('connections.people')}>{format.number(people)}</Fact>
        <Fact name={t('connections.groups')}>
          {t('connections.groupsMapped', { groups: format.number(groups), mapped: format.number(mappedGroups) })}
          <small>
            <Link to="/directory-groups">{t('nav.directoryGroups')}</Link>
          </small>
        </Fact>
        <Fact name={t('connections.lastChanged')}>
          {lastChangedAt === null ? t('connections.never') : format.dateTime(lastChangedAt)}
        </Fact>
      </Facts>
    </Panel>
  );
}

function OneAccount({ account: { name, lastUsedAt, lastRefusedAt } }: { readonly account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div>
      {name}
      <small>
        {lastUsedAt === null ? t('connections.neverUsed') : t('connections.used', { at: format.dateTime(lastUsedAt) })}
      </small>
      {lastRefusedAt === null ? null : (
        <small>{t('connections.refused', { at: format.dateTime(lastRefusedAt) })}</small>
      )}
    </div>
  );
}
