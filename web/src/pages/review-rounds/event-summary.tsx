import { useTranslation } from 'react-i18next';
import type { LogEvent } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Tag } from '../../ui/tag.js';
import { useEventWords } from '../access-log/event-words.js';
import { Actor } from '../access-log/log-columns.js';
import { useStaffNames } from '../staff/use-staff-names.js';

/** An event in words: who did what, when, for which purpose, with which call. */
export function EventSummary({ event }: { readonly event: LogEvent }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useEventWords();
  const { nameOf } = useStaffNames();
  const { at, actor, outcome, reason, purpose, reference, concernsStaffId } = event;
  const stated = [purpose === null ? null : words.purpose(purpose), reference].filter(part => part !== null);
  return (
    <div className="event-summary">
      <p className="event-summary__what">
        <strong>
          <Actor actor={actor} />
        </strong>
        {': '}
        {words.action(event)}{' '}
        {outcome === 'done' ? null : (
          <Tag tone={outcome === 'refused' ? 'alert' : 'warning'}>{words.outcome(outcome)}</Tag>
        )}
        {reason === null ? null : <small> {words.reason(reason)}</small>}
      </p>
      <p className="event-summary__facts">
        {format.weekday(at)} {format.dateTimeExact(at)}
        {stated.length > 0 ? <> · {t('rounds.stated', { stated: stated.join(', ') })}</> : null}
        {concernsStaffId === null || concernsStaffId === actor.id ? null : (
          <> · {t('log.concerns', { name: nameOf(concernsStaffId) })}</>
        )}
      </p>
      <Call facts={event.facts} />
    </div>
  );
}

/** The call that an event is about, as far as the event tells; an agent that is not mapped has no name. */
function Call({ facts }: Pick<LogEvent, 'facts'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf, knows } = useStaffNames();
  const { startedAt, queue, agentId } = facts;
  if (typeof startedAt !== 'string' || Number.isNaN(Date.parse(startedAt))) return null;
  const parts = [
    t('rounds.call', { at: format.dateTime(startedAt) }),
    typeof queue === 'string' ? t('rounds.callQueue', { queue }) : null,
    typeof agentId === 'string' && knows(agentId) ? t('rounds.callAgent', { name: nameOf(agentId) }) : null,
  ];
  return <p className="event-summary__facts">{parts.filter(part => part !== null).join(' · ')}</p>;
}
