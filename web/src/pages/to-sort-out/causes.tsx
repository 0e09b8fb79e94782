import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useCauses, type ItemFilters } from './item-queries.js';

interface CausesProps {
  readonly onNarrow: (filters: Pick<ItemFilters, 'source' | 'reason'>) => void;
}

/** How many wait for one reason from one source: those can be sorted out together. */
export function Causes({ onNarrow }: CausesProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useCauses();
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={t('toSortOut.causes')}>
      <ul className="causes">
        {data.items.map(({ source, reason, count }) => (
          <li key={`${source} ${reason}`}>
            <Button
              variant="secondary"
              onClick={() => {
                onNarrow({ source, reason });
              }}
            >
              {t('toSortOut.cause', { reason: t(`toSortOut.reasons.${reason}`), source, count })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
