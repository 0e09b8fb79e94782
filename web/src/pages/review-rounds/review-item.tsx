import type { KeyboardEventHandler, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogEvent, ReviewItem as Item } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { RowButton } from '../../ui/row-button.js';
import { Tag } from '../../ui/tag.js';
import { useWhyWords } from '../questions/use-why-words.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { EventSummary } from './event-summary.js';
import type { Acts } from './use-item-keys.js';

interface ReviewItemProps {
  readonly item: Item;
  readonly hindrance: 'own' | 'pruned' | null;
  /** The ways to mark it, for who may. */
  readonly acts: Acts | null;
  readonly problem: unknown;
  /** For a finding that is being written. */
  readonly form: ReactNode;
  readonly onKeyDown: KeyboardEventHandler;
  readonly onOpen: (event: LogEvent) => void;
}

/** One event of a round: what happened, why it is looked at, what was said of it, and the ways to say it. */
export function ReviewItem({ item, hindrance, acts, problem, form, onKeyDown, onOpen }: ReviewItemProps) {
  const { t } = useTranslation();
  const { event, why, eventId } = item;
  return (
    <li className="review-item" tabIndex={-1} data-item={eventId} onKeyDown={onKeyDown}>
      <div>
        {event ? <EventSummary event={event} /> : <p>{t('rounds.pruned')}</p>}
        <Reasons why={why} />
        <Marks item={item} />
        {hindrance === null ? null : <p className="review-item__hindrance">{t(`rounds.hindrances.${hindrance}`)}</p>}
        <ProblemNotice error={problem} />
      </div>
      <Buttons item={item} acts={acts} onOpen={onOpen} />
      {form}
    </li>
  );
}

function Reasons({ why }: Pick<Item, 'why'>) {
  const words = useWhyWords();
  return (
    <ul className="review-item__why">
      {why.map(({ because, facts }) => (
        <li key={because}>{words(because, facts)}</li>
      ))}
    </ul>
  );
}

/** The last mark counts; earlier ones stand beside it. */
function Marks({ item: { marks } }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useStaffNames();
  return (
    <div role="status">
      <ul className="review-item__marks">
        {marks.map(({ id, mark, markedBy, markedAt, text }, index) => (
          <li key={id} className={index < marks.length - 1 ? 'review-item__earlier' : undefined}>
            <Tag tone={mark === 'finding' ? 'warning' : 'success'}>{t(`rounds.marks.${mark}`)}</Tag>{' '}
            <small>{`${nameOf(markedBy)} ${format.dateTime(markedAt)}`}</small>
            {text === null ? null : <p>{text}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

type ButtonsProps = Pick<ReviewItemProps, 'item' | 'acts' | 'onOpen'>;

function Buttons({ item: { event, marks }, acts, onOpen }: ButtonsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!event) return null;
  const at = format.dateTimeExact(event.at);
  const variant = marks.length > 0 ? 'secondaryNoBorder' : 'secondary';
  return (
    <div className="review-item__buttons no-print">
      {acts?.inOrder ? (
        <RowButton variant={variant} act={t('rounds.inOrder')} about={at} onClick={acts.inOrder} />
      ) : null}
      {acts ? <RowButton variant={variant} act={t('rounds.finding')} about={at} onClick={acts.finding} /> : null}
      <RowButton
        act={t('log.open')}
        about={at}
        onClick={() => {
          onOpen(event);
        }}
      />
    </div>
  );
}
