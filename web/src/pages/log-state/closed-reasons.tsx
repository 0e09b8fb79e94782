import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import type { ClosedBecause } from '../../api/types.js';
import { reasonsToSay } from './reasons-to-say.js';

/** Why playback is closed, and who does what about it. */
export function ClosedReasons({ reasons }: { readonly reasons: readonly ClosedBecause[] }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="closed-reasons">
      {reasonsToSay(reasons).map(because => (
        <InlineAlert
          key={because}
          status={because === 'late' ? 'warning' : 'error'}
          labelText={t('logState.closedTitle')}
        >
          {t(`logState.closed.${because}`)}
        </InlineAlert>
      ))}
    </div>
  );
}
