import { useTranslation } from 'react-i18next';
import type { Statement } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { HOLD_KINDS } from '../holds/hold-kinds.js';
import { HoldDecisions } from './statement-decisions.js';

/** What was deleted in the month, by the day on which its key was destroyed. */
export function Deleted({ deleted: { inTime, late, erased, bytes } }: Pick<Statement, 'deleted'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('statements.deleted')}>
      <Facts>
        <Fact name={t('statements.inTime')}>{inTime}</Fact>
        <Fact name={t('statements.late')}>{late}</Fact>
        <Fact name={t('statements.erased')}>{erased}</Fact>
        <Fact name={t('retention.freed')}>{format.size(bytes)}</Fact>
      </Facts>
    </Panel>
  );
}

/** What is held now, and what was decided about it in the month. */
export function HeldInMonth({ held: { recordingsNow, recordingsNowFor, decisions } }: Pick<Statement, 'held'>) {
  const { t } = useTranslation();
  return (
    <Panel title={t('holds.title')}>
      <Facts>
        <Fact name={t('statements.heldNow')}>
          {recordingsNow}
          {HOLD_KINDS.filter(kind => recordingsNowFor[kind] > 0).map(kind => (
            <small key={kind}>{`${t(`holds.kinds.${kind}`)}: ${String(recordingsNowFor[kind])}`}</small>
          ))}
        </Fact>
      </Facts>
      <HoldDecisions decisions={decisions} />
    </Panel>
  );
}

/** Access reviews that were late in the month. */
export function LateReviewsInMonth({ reviews: { late, stillOpen } }: { readonly reviews: Statement['lateReviews'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('statements.reviews')}>
      <Facts>
        <Fact name={t('statements.lateReviews')}>{late}</Fact>
        <Fact name={t('statements.stillOpen')}>{stillOpen}</Fact>
      </Facts>
    </Panel>
  );
}

/** When purges were stopped, and what could be read for longer than it may. */
export function Faults({ statement: { brakes, incidents } }: { readonly statement: Statement }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('statements.faults')}>
      {brakes.length + incidents.length === 0 ? <p>{t('statements.noFaults')}</p> : null}
      <ul>
        {brakes.map(({ reason, raisedAt, releasedAt }) => (
          <li key={raisedAt}>
            {t(`statements.brakes.${reason}`)}{' '}
            {[raisedAt, releasedAt].map(at => (at === null ? t('statements.still') : format.dateTime(at))).join(' – ')}
          </li>
        ))}
        {incidents.map(({ dueOn, units, until }) => (
          <li key={dueOn}>
            {t('statements.incident', {
              count: units,
              day: format.day(dueOn),
              until: until === null ? t('statements.still') : format.dateTime(until),
            })}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
