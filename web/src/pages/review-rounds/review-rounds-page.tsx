import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { ReviewRound } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Tag } from '../../ui/tag.js';
import { useList } from '../../ui/use-list.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { OpenRound } from './open-round.js';
import { useDaysText } from './use-days-text.js';

/** The review rounds, and the way to open one. */
export function ReviewRoundsPage() {
  const { t } = useTranslation();
  const mayOpen = may(useMe(), 'open', 'ReviewRound');
  const [opening, setOpening] = useState(false);
  const columns = useRoundColumns();
  const list = useList(['review-rounds'], cursor =>
    answer(api.GET('/api/v1/audit/review-rounds', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );

  return (
    <>
      <PageHeading
        title={t('rounds.title')}
        actions={
          mayOpen && !opening ? (
            <Button
              onClick={() => {
                setOpening(true);
              }}
            >
              {t('rounds.open')}
            </Button>
          ) : null
        }
      >
        {t('rounds.lead')}
      </PageHeading>
      {opening ? (
        <OpenRound
          onCancel={() => {
            setOpening(false);
          }}
        />
      ) : null}
      <ListView
        list={list}
        caption={t('rounds.caption')}
        columns={columns}
        idOf={round => round.id}
        empty={t('rounds.none')}
        linked
      />
    </>
  );
}

function useRoundColumns(): Column<ReviewRound>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const daysText = useDaysText();
  const { nameOf } = useStaffNames();
  return [
    {
      id: 'days',
      header: t('rounds.days'),
      rowHeader: true,
      cell: round => <Link to={`/review-rounds/${round.id}`}>{daysText(round)}</Link>,
    },
    { id: 'sampleSize', header: t('rounds.sampleSize'), align: 'end', cell: round => format.number(round.sampleSize) },
    {
      id: 'opened',
      header: t('rounds.opened'),
      cell: ({ openedAt, openedBy }) => (
        <>
          {format.dateTime(openedAt)}
          <small>{nameOf(openedBy)}</small>
        </>
      ),
    },
    { id: 'state', header: t('rounds.state'), cell: round => <RoundState round={round} /> },
  ];
}

function RoundState({ round: { closedAt } }: { readonly round: ReviewRound }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (closedAt === null) return <Tag tone="info">{t('rounds.isOpen')}</Tag>;
  return (
    <>
      <Tag>{t('rounds.isClosed')}</Tag>
      <small>{format.dateTime(closedAt)}</small>
    </>
  );
}
