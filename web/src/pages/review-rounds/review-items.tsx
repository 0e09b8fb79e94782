import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, Heading } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import type { LogEvent, ReviewItem as Item, ReviewRoundDetails } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import type { List } from '../../ui/use-list.js';
import { EventDialog } from '../access-log/event-dialog.js';
import { FindingForm } from './finding-form.js';
import { hindranceOf } from './marks.js';
import { ReviewItem } from './review-item.js';
import { useItems, useMark, type Shown } from './round-queries.js';
import { useItemKeys } from './use-item-keys.js';

const SHOWN: readonly Shown[] = ['unmarked', 'marked', 'all'];

/** The events of a round, marked one after the other. */
export function ReviewItems({ round }: { readonly round: ReviewRoundDetails }) {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const isOpen = round.closedAt === null;
  const usual = isOpen && round.unmarked > 0 ? 'unmarked' : 'all';
  const [first] = useState<Shown>(usual); // it does not change under the eyes of who marks the last one
  const shown = SHOWN.find(one => one === address.get('show')) ?? first;
  const list = useItems(round.id, shown);
  const mayMark = may(useMe(), 'review', 'AuditEvent') && isOpen;

  return (
    <section aria-labelledby="round-events">
      <div className="round__events-head">
        <Heading variant="h3" as="h2" id="round-events">
          {t('rounds.events')}
        </Heading>
        <div className="no-print">
          <Choice
            label={t('rounds.show')}
            value={shown}
            options={SHOWN.map(value => ({ value, label: t(`rounds.shown.${value}`) }))}
            onChange={value => {
              setAddress({ show: value }, { preventScrollReset: true });
            }}
          />
        </div>
      </div>
      {mayMark ? <p className="round__keys">{t('rounds.keys')}</p> : null}
      <Items round={round} list={list} mayMark={mayMark} />
    </section>
  );
}

interface ItemsProps {
  readonly round: ReviewRoundDetails;
  readonly list: List<Item>;
  readonly mayMark: boolean;
}

function Items({ round, list, mayMark }: ItemsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [opened, setOpened] = useState<LogEvent | null>(null);
  const [found, setFound] = useState<string | null>(null);
  const mark = useMark(round.id);
  const listElement = useRef<HTMLOListElement>(null);
  const keys = useItemKeys(listElement);
  const { items, isPending, error, hasMore, isFetchingMore } = list;

  const inOrder = (eventId: string) => () => {
    if (mark.isPending) return;
    setFound(null);
    const onSuccess = () => {
      keys.toNext(eventId);
    };
    mark.mutate({ eventId, mark: 'in-order' }, { onSuccess });
  };
  const formOf = (eventId: string) => (
    <FindingForm
      eventId={eventId}
      mark={mark}
      onDone={() => {
        setFound(null);
        keys.toNext(eventId);
      }}
      onClose={() => {
        setFound(null);
        keys.to(eventId);
      }}
    />
  );
  const actsOf = (item: Item) => {
    if (!mayMark || hindranceOf(item, me.id) !== null) return null;
    const finding = () => {
      setFound(item.eventId);
    };
    const isInOrder = item.marks.at(-1)?.mark === 'in-order';
    return { inOrder: isInOrder ? null : inOrder(item.eventId), finding };
  };

  return (
    <div aria-busy={isPending || isFetchingMore}>
      <ol className="review-items" ref={listElement}>
        {items.map(item => (
          <ReviewItem
            key={item.eventId}
            item={item}
            hindrance={hindranceOf(item, me.id)}
            acts={actsOf(item)}
            problem={mark.variables?.eventId === item.eventId && mark.variables.mark === 'in-order' ? mark.error : null}
            form={found === item.eventId ? formOf(item.eventId) : null}
            onKeyDown={keys.onKeyDown(item.eventId, actsOf(item))}
            onOpen={setOpened}
          />
        ))}
      </ol>
      {isPending ? <Loading /> : null}
      {!isPending && !error && items.length === 0 ? <p className="list-view__empty">{t('rounds.noItems')}</p> : null}
      <ProblemNotice error={error} onRetry={list.retry} />
      {hasMore ? (
        <Button variant="secondary" aria-disabled={isFetchingMore} onClick={list.more}>
          {t('common.more')}
        </Button>
      ) : null}
      {opened ? (
        <EventDialog
          event={opened}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </div>
  );
}
