import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { OpenFinding } from '../../api/types.js';
import { isDay } from '../../ui/format/helsinki.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Preview } from '../retention/rules/preview.js';

interface RulePreviewedProps {
  readonly finding: OpenFinding['finding'];
  /** Empty while none is chosen. */
  readonly option: string;
  readonly inForceFrom: string;
  readonly appliesToEarlier: boolean;
}

/** What the chosen period would move, told before anybody proposes it. */
export function RulePreviewed({ finding, option, inForceFrom, appliesToEarlier }: RulePreviewedProps) {
  const { t } = useTranslation();
  const isChosen = option !== '' && isDay(inForceFrom);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['going-live', 'preview', finding, option, inForceFrom, appliesToEarlier],
    queryFn: () => {
      const query = {
        option,
        inForceFrom,
        appliesToEarlier: appliesToEarlier ? ('true' as const) : ('false' as const),
      };
      return answer(api.GET('/api/v1/going-live/{finding}/preview', { params: { path: { finding }, query } }));
    },
    enabled: isChosen,
    gcTime: 0,
  });
  return (
    <section aria-live="polite" className="going-live__preview">
      <h3>{t('goingLive.preview')}</h3>
      {isChosen ? null : <p>{t('goingLive.previewAsk')}</p>}
      {isChosen && isFetching ? <Loading /> : null}
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {isChosen && data ? <Preview preview={data} /> : null}
    </section>
  );
}
