import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { ReviewCampaign } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList } from '../../ui/use-list.js';
import { CAMPAIGNS } from './campaign-queries.js';
import { CampaignState } from './campaign-state.js';
import { OpenCampaign } from './open-campaign.js';
import { useRoleText } from './use-role-text.js';

/** Campaigns in which the access of everybody in a role is examined, and the way to open one. */
export function CampaignsPage() {
  const { t } = useTranslation();
  const mayOpen = may(useMe(), 'open', 'ReviewCampaign');
  const [opening, setOpening] = useState(false);
  const columns = useColumns();
  const list = useList(CAMPAIGNS, cursor =>
    answer(api.GET('/api/v1/review-campaigns', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );

  return (
    <>
      <PageHeading
        title={t('campaigns.title')}
        actions={
          mayOpen && !opening ? (
            <Button
              onClick={() => {
                setOpening(true);
              }}
            >
              {t('campaigns.open')}
            </Button>
          ) : null
        }
      >
        {t('campaigns.lead')}
      </PageHeading>
      {opening ? (
        <OpenCampaign
          onCancel={() => {
            setOpening(false);
          }}
        />
      ) : null}
      <ListView
        list={list}
        caption={t('campaigns.title')}
        columns={columns}
        idOf={({ id }) => id}
        empty={t('campaigns.none')}
        linked
      />
    </>
  );
}

function useColumns(): Column<ReviewCampaign>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const roleText = useRoleText();
  return [
    {
      id: 'role',
      header: t('campaigns.whose'),
      rowHeader: true,
      cell: ({ id, role }) => <Link to={`/review-campaigns/${id}`}>{roleText(role)}</Link>,
    },
    {
      id: 'opened',
      header: t('campaigns.opened'),
      cell: ({ openedAt, openedByName }) => (
        <>
          {format.dateTime(openedAt)}
          <small>{openedByName ?? ''}</small>
        </>
      ),
    },
    {
      id: 'suspendOn',
      header: t('campaigns.suspendOn'),
      align: 'fixed',
      cell: ({ suspendOn }) => (suspendOn === null ? '' : format.day(suspendOn)),
    },
    {
      id: 'progress',
      header: t('campaigns.progress'),
      align: 'end',
      cell: ({ people, open, unopened }) =>
        t('campaigns.done', { done: format.number(people - open - unopened), of: format.number(people) }),
    },
    { id: 'state', header: t('campaigns.state'), cell: campaign => <CampaignState campaign={campaign} /> },
  ];
}
