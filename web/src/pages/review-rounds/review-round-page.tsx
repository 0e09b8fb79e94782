import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { ReviewRoundDetails } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Tag } from '../../ui/tag.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { CloseRound } from './close-round.js';
import { Recipe } from './recipe.js';
import { ReviewItems } from './review-items.js';
import { useRound } from './round-queries.js';
import { useDaysText } from './use-days-text.js';
import './review-rounds.css';

/** One review round: how it was drawn, how far it has come, and the events to look at. */
export function ReviewRoundPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useRound(id);

  if (data) return <Round key={id} round={data} />;
  return (
    <>
      <PageHeading title={t('rounds.plainTitle')} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      <Link to="/review-rounds">{t('rounds.back')}</Link>
    </>
  );
}

function Round({ round }: { readonly round: ReviewRoundDetails }) {
  const { t } = useTranslation();
  const daysText = useDaysText();
  const isClosed = round.closedAt !== null;
  const heading = useFocusAfter<HTMLHeadingElement>(Number(isClosed));

  return (
    <div className="stack">
      <PageHeading title={t('rounds.oneTitle', { days: daysText(round) })}>
        <Tag tone={isClosed ? 'neutral' : 'info'}>{isClosed ? t('rounds.isClosed') : t('rounds.isOpen')}</Tag>
      </PageHeading>
      <Panel title={t('rounds.progress')} tone={isClosed ? 'plain' : 'highlight'} headingRef={heading}>
        <Progress round={round} />
        <CloseRound round={round} />
      </Panel>
      <Recipe round={round} />
      <ReviewItems key={round.closedAt} round={round} />
      <Link to="/review-rounds">{t('rounds.back')}</Link>
    </div>
  );
}

function Progress({ round }: { readonly round: ReviewRoundDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useStaffNames();
  const { items, unmarked, findings, openedAt, openedBy, closedAt, closedBy } = round;
  return (
    <>
      <p className="progress__text">
        {t('rounds.marked', {
          ...{ marked: format.number(items - unmarked), items: format.number(items) },
        })}
      </p>
      <progress
        className="progress"
        max={Math.max(1, items)}
        value={items - unmarked}
        aria-label={t('rounds.progress')}
      />
      <Facts>
        <Fact name={t('rounds.findings')}>
          {findings === 0 ? t('rounds.noFindings') : <Link to="/findings?show=all">{findings}</Link>}
        </Fact>
        <Fact name={t('rounds.opened')}>
          {format.dateTime(openedAt)}
          <small>{nameOf(openedBy)}</small>
        </Fact>
        {closedAt === null ? null : (
          <Fact name={t('rounds.closed')}>
            {format.dateTime(closedAt)}
            {closedBy === null ? null : <small>{nameOf(closedBy)}</small>}
          </Fact>
        )}
      </Facts>
    </>
  );
}
