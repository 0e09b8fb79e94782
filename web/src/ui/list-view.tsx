import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { DataTable, type Column } from './data-table.js';
import { Loading } from './loading.js';
import { ProblemNotice } from './problem-notice.js';
import type { List } from './use-list.js';
import './list-view.css';

interface ListViewProps<Item> {
  readonly list: List<Item>;
  readonly caption: string;
  readonly columns: readonly Column<Item>[];
  readonly idOf: (item: Item) => string;
  /** What is said when there is nothing. */
  readonly empty: string;
  readonly linked?: boolean;
  /** It may become thousands of rows; see `DataTable`. `idOf` and `columns` then stay the same from one time to the next. */
  readonly long?: boolean;
  readonly framed?: boolean;
}

/** A paged list in each of its states: being fetched, failed, empty, shown, with more to come. */
export function ListView<Item>({
  list,
  caption,
  columns,
  idOf,
  empty,
  linked = false,
  long = false,
  framed = false,
}: ListViewProps<Item>) {
  const { t } = useTranslation();
  const { items, isPending, error, hasMore, isFetchingMore } = list;
  const isEmpty = !isPending && !error && items.length === 0;
  const status = useRef<HTMLParagraphElement>(null);
  const hadMore = useRef(hasMore);
  useEffect(() => {
    // The button for more goes with the last page, and the focus with it.
    const gone = hadMore.current && !hasMore && document.activeElement === document.body;
    if (gone) status.current?.focus();
    hadMore.current = hasMore;
  }, [hasMore]);

  return (
    <div className="list-view" aria-busy={isPending || isFetchingMore}>
      {items.length > 0 ? (
        <DataTable
          {...{ caption, columns, idOf, linked, framed }}
          rows={items}
          {...(long ? { pages: list.pages } : {})}
        />
      ) : null}
      {isPending ? <Loading /> : null}
      {isEmpty ? <p className="list-view__empty">{empty}</p> : null}
      <ProblemNotice error={error} onRetry={list.retry} />
      <div className="list-view__foot">
        <p role="status" tabIndex={-1} ref={status}>
          {items.length > 0 ? t('common.shown', { count: items.length }) : ''}
        </p>
        {hasMore ? (
          <Button variant="secondary" aria-disabled={isFetchingMore} onClick={list.more}>
            {t('common.more')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
