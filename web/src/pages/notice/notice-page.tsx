import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { NoticeState } from '../../api/types.js';
import { may, useMe } from '../../app/session/me.js';
import { DataTable } from '../../ui/data-table.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useDone } from '../../ui/use-done.js';
import { Differences } from './differences.js';
import { NoticeReader } from './notice-reader.js';
import { ProposeNotice } from './propose-notice.js';
import { useVersionColumns } from './use-version-columns.js';
import { VersionDialog } from './version-dialog.js';

/** The privacy notice: whether it says what the rules do, its versions, what differs, and what it says. */
export function NoticePage() {
  const { t } = useTranslation();
  const { say, status } = useDone();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['notice', 'state'],
    queryFn: () => answer(api.GET('/api/v1/notice')),
  });
  return (
    <>
      <PageHeading title={t('notice.title')}>
        {t('notice.lead')} <Link to="/notice">{t('notice.openPage')}</Link>
      </PageHeading>
      {status}
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <State state={data} say={say} /> : null}
    </>
  );
}

interface StateProps {
  readonly state: NoticeState;
  readonly say: (words: string) => void;
}

function State({ state, say }: StateProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [proposing, setProposing] = useState(false);
  const [opened, setOpened] = useState<number | null>(null);
  const columns = useVersionColumns(setOpened);
  const version = state.versions.find(one => one.version === opened);
  return (
    <div className="stack">
      <Standing state={state} />
      <Missing missing={state.missing} />
      {may(me, 'propose', 'Notice') ? (
        <div>
          <Button
            onClick={() => {
              setProposing(true);
            }}
          >
            {t('notice.propose')}
          </Button>
        </div>
      ) : null}
      {state.versions.length > 0 ? (
        <DataTable
          caption={t('notice.caption')}
          columns={columns}
          rows={state.versions}
          idOf={one => String(one.version)}
        />
      ) : null}
      <Differences state={state} />
      <NoticeReader state={state} />
      {proposing ? (
        <ProposeNotice
          onDone={() => {
            setProposing(false);
            say(t('notice.done.proposed'));
          }}
          onClose={() => {
            setProposing(false);
          }}
        />
      ) : null}
      {version ? (
        <VersionDialog
          version={version}
          upToDate={state.proposedUpToDate !== false}
          onDone={outcome => {
            setOpened(null);
            say(t(`notice.done.${outcome}`));
          }}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </div>
  );
}

/** Whether the published notice says what the rules do. */
function Standing({ state: { upToDate } }: { readonly state: NoticeState }) {
  const { t } = useTranslation();
  if (upToDate === null) return <InlineAlert>{t('notice.none')}</InlineAlert>;
  if (upToDate) return <p>{t('notice.upToDate')}</p>;
  return (
    <InlineAlert status="warning" labelText={t('notice.differs')}>
      {t('notice.differsText')}
    </InlineAlert>
  );
}

/** What must be settled before a version can be published. */
function Missing({ missing }: { readonly missing: NoticeState['missing'] }) {
  const { t } = useTranslation();
  if (missing.length === 0) return null;
  return (
    <Panel title={t('notice.missing')}>
      <p>{t('notice.missingText')}</p>
      <ul>
        {missing.map(({ fact, of }) => (
          <li key={`${fact} ${of ?? ''}`}>
            {t(`notice.facts.${fact}`)}
            {of === null ? null : (
              <>
                : <NameOf of={of} />
              </>
            )}{' '}
            <WayTo fact={fact} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Where somebody who may mends it; what is a setting of the server is said there. */
function WayTo({ fact }: { readonly fact: NoticeState['missing'][number]['fact'] }) {
  const { t } = useTranslation();
  const me = useMe();
  if (fact === 'announcement-text' && may(me, 'change', 'Source'))
    return <Link to="/announcements">{t('notice.toAnnouncements')}</Link>;
  return null;
}

const PURPOSES = [
  'service-development',
  'internal-training',
  'complaint',
  'service-level-study',
  'rights-request',
] as const;
const STORES = ['recordings', 'database', 'keys', 'log-copy', 'backups'] as const;

/** A purpose or a store by its name; anything else has one of its own. */
function NameOf({ of }: { readonly of: string }) {
  const { t } = useTranslation();
  const purpose = PURPOSES.find(one => one === of);
  const store = STORES.find(one => one === of);
  if (purpose) return t(`purposes.${purpose}.name`);
  return store ? t(`notice.stores.${store}`) : of;
}
