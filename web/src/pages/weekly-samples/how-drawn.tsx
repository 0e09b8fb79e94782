import { useTranslation } from 'react-i18next';
import type { WeeklySampleDetails } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { Panel } from '../../ui/panel.js';
import './samples.css';

/** What it takes to draw the sample again: the seed, and what it was drawn from. */
export function HowDrawn({ sample }: { readonly sample: WeeklySampleDetails }) {
  const { t } = useTranslation();
  const { seed, poolIds, poolSize } = sample;
  return (
    <Panel title={t('samples.howDrawn')}>
      <p>{t('samples.recipe')}</p>
      <Facts>
        <Fact name={t('samples.seed')}>
          <code className="samples__code">{seed}</code>
        </Fact>
        <Fact name={t('samples.pool')}>{t('samples.poolText', { count: poolSize })}</Fact>
      </Facts>
      <details>
        <summary>{t('samples.poolIds')}</summary>
        <ul className="samples__ids">
          {poolIds.map(id => (
            <li key={id}>
              <code className="samples__code">{id}</code>
            </li>
          ))}
        </ul>
      </details>
    </Panel>
  );
}
