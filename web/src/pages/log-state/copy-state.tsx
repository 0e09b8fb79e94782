import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import type { LogState } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { eventsBehind, isCopyBehind } from './copy-lag.js';

interface CopyStateProps {
  readonly log: LogState;
  /** When the server was asked, in ms. */
  readonly lookedAt: number;
}

/** How far the log is copied to the outside, and where. */
export function CopyState({ log, lookedAt }: CopyStateProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { copy } = log;
  const behind = eventsBehind(log);
  const behindText = behind === 0 ? t('logState.copy.whole') : t('logState.copy.behind', { count: behind });
  const isMissing = log.closedBecause.includes('copy-missing');
  return (
    <Panel title={t('logState.copy.title')}>
      <div role="status">
        {isCopyBehind(log, lookedAt) ? (
          <InlineAlert status="warning" mb="s">
            {t('logState.copy.isBehind')}
          </InlineAlert>
        ) : null}
      </div>
      {copy === null ? (
        <p>{t('logState.copy.none')}</p>
      ) : (
        <Facts>
          <Fact name={t('logState.copy.size')}>
            {t('logState.events', { count: copy.size })}
            <small>{isMissing ? t('logState.copy.missing') : behindText}</small>
          </Fact>
          <Fact name={t('logState.copy.copiedAt')}>{format.dateTimeExact(copy.copiedAt)}</Fact>
          <Fact name={t('logState.copy.place')}>
            <code>{copy.place}</code>
          </Fact>
        </Facts>
      )}
    </Panel>
  );
}
