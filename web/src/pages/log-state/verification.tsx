import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import type { LogState } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { Tag } from '../../ui/tag.js';

type NightlyVerification = NonNullable<LogState['verification']>;

const TONES = { verified: 'success', finding: 'alert', failed: 'warning', running: 'info' } as const;

/** What the last nightly verification of the whole log came to. */
export function Verification({ verification }: { readonly verification: LogState['verification'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('logState.verification.title')}>
      <p>{t('logState.verification.text')}</p>
      {verification === null ? <p>{t('logState.verification.none')}</p> : <Night verification={verification} />}
    </Panel>
  );
}

function Night({ verification }: { readonly verification: NightlyVerification }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { night, startedAt, finishedAt, size, finding } = verification;
  const outcome = verification.outcome ?? 'running';
  return (
    <>
      {outcome === 'finding' || outcome === 'failed' ? (
        <InlineAlert status={outcome === 'finding' ? 'error' : 'warning'} mb="s">
          {t(`logState.verification.next.${outcome}`)}
        </InlineAlert>
      ) : null}
      <Facts>
        <Fact name={t('logState.verification.night')}>{format.day(night)}</Fact>
        <Fact name={t('log.outcome')}>
          <Tag tone={TONES[outcome]}>{t(`logState.verification.outcomes.${outcome}`)}</Tag>
        </Fact>
        {finding === null ? null : (
          <Fact name={t('logState.verification.finding')}>
            <span lang="en">{finding}</span>
          </Fact>
        )}
        {size === null ? null : (
          <Fact name={t('logState.verification.size')}>{t('logState.events', { count: size })}</Fact>
        )}
        <Fact name={t('logState.verification.startedAt')}>{format.dateTime(startedAt)}</Fact>
        {finishedAt === null ? null : (
          <Fact name={t('logState.verification.finishedAt')}>{format.dateTime(finishedAt)}</Fact>
        )}
      </Facts>
    </>
  );
}
