import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';

const LOOK_EVERY_MS = 5 * 60_000;

/** How many alarms of the log are open, beside the name of where they are; nothing where there is none. */
export function OpenAlarms() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['alarms', 'open'],
    queryFn: () => answer(api.GET('/api/v1/audit/alarms', { params: { query: {} } })),
    staleTime: LOOK_EVERY_MS,
    refetchOnWindowFocus: true,
  });
  const count = data?.items.filter(({ clearedAt }) => clearedAt === null).length ?? 0;
  if (count === 0) return null;
  return (
    <span className="navigation__count">
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{t('nav.openAlarms', { count })}</span>
    </span>
  );
}
