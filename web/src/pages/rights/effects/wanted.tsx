import { useTranslation } from 'react-i18next';
import type { CaseEffect } from '../../../api/types.js';
import { Fact, Facts } from '../../../ui/facts.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { wantedOf } from './wanted-of.js';

/** What somebody wants brought about, in full: whoever confirms it answers for it. */
export function Wanted({ effect }: { readonly effect: CaseEffect }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ground, purposes, until, informed, words } = wantedOf(effect.wanted);
  return (
    <Facts>
      <Fact name={t('rights.effects.recordings')}>
        {t('rights.effects.count', { count: effect.recordingIds.length })}
      </Fact>
      {ground === null ? null : <Fact name={t('fields.ground')}>{t(`rights.effects.exceptionGrounds.${ground}`)}</Fact>}
      {purposes.length === 0 ? null : (
        <Fact name={t('rights.effects.purposesOf.unblock')}>
          {purposes.map(purpose => t(`purposes.${purpose}.name`)).join(', ')}
        </Fact>
      )}
      {until === null ? null : <Fact name={t('rights.effects.exceptionUntil')}>{format.day(until)}</Fact>}
      {informed === null ? null : (
        <Fact name={t('rights.effects.informedOn')}>
          {format.day(informed.on)}
          <small>{t(`rights.deliveries.channels.${informed.channel}`)}</small>
        </Fact>
      )}
      {words === null ? null : (
        <Fact name={t('fields.reason')}>
          <span className="case-text">{words}</span>
        </Fact>
      )}
    </Facts>
  );
}
