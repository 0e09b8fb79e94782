import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../ui/format/use-format.js';
import { useWorkUnderWay, type WorkUnderWay } from './work-under-way.js';
import './work-notice.css';

/**
 * How far long work is that the person waits for: it goes on without the page, and is shown again after a reload. A screen reader is told of
 * its beginning and its end, not of each step.
 */
export function WorkNotice() {
  const { t } = useTranslation();
  const items = useWorkUnderWay();
  return (
    <>
      <p role="status" className="visually-hidden">
        {items.map(({ kind, state }) => t(`work.${state}`, { what: t(`work.kinds.${kind}`) })).join(' ')}
      </p>
      {items.length === 0 ? null : (
        <section className="work-notice no-print" aria-label={t('work.title')}>
          <ul role="list">
            {items.map(item => (
              <WorkItem key={item.id} item={item} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function WorkItem({ item: { kind, about, done, total, state } }: { readonly item: WorkUnderWay }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useId();
  return (
    <li className="work-notice__item">
      <span id={name}>{t(`work.${state}`, { what: t(`work.kinds.${kind}`) })}</span>
      {state === 'running' ? (
        <progress aria-labelledby={name} {...(total === null ? {} : { value: done, max: total })} />
      ) : null}
      {state === 'running' && done > 0 ? (
        <span>
          {total === null
            ? t('work.soFar', { done: format.number(done) })
            : t('work.of', { done: format.number(done), total: format.number(total) })}
        </span>
      ) : null}
      {state !== 'running' && about !== '' ? <Link to={`/rights-requests/${about}`}>{t('work.open')}</Link> : null}
    </li>
  );
}
