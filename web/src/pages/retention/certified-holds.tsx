import { useTranslation } from 'react-i18next';
import type { Certificate } from '../../api/types.js';
import { Fact } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { HOLD_STATES } from '../holds/hold-filters.js';
import { HOLD_KINDS } from '../holds/hold-kinds.js';

/** The holds that a unit was under, without a word of why; a kind or an outcome that is not known is shown as it is. */
export function CertifiedHolds({ holds }: Pick<Certificate, 'holds'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const kindOf = (text: string): string => {
    const kind = HOLD_KINDS.find(one => one === text);
    return kind ? t(`holds.kinds.${kind}`) : text;
  };
  const outcomeOf = (text: string): string => {
    const state = HOLD_STATES.find(one => one === text);
    return state ? t(`holds.states.${state}`) : text;
  };
  if (holds.length === 0) return <Fact name={t('holds.title')}>{t('certificates.noHolds')}</Fact>;
  return holds.map(({ kind, from, until, outcome, reasonSha256 }) => (
    <Fact key={reasonSha256} name={t('holds.one')}>
      {`${kindOf(kind)}, ${format.day(from)} – ${format.day(until)}`}
      <small>{outcomeOf(outcome)}</small>
      <small>
        {t('certificates.reasonHash')} <code>{reasonSha256}</code>
      </small>
    </Fact>
  ));
}
