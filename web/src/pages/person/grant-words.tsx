import { useTranslation } from 'react-i18next';
import type { Grant } from '../../api/types.js';
import { PURPOSES_OF_ROLE } from './role-purposes.js';

interface GrantWordsProps {
  readonly grant: Pick<Grant, 'role' | 'queues' | 'units' | 'ownCallsOnly' | 'purposes'>;
}

/** A role with what limits it, in words. */
export function GrantWords({ grant }: GrantWordsProps) {
  const { t } = useTranslation();
  const { role, queues, units, ownCallsOnly, purposes } = grant;
  if (PURPOSES_OF_ROLE[role].length === 0) return t(`roles.${role}`);
  return (
    <>
      {t(`roles.${role}`)}
      <small>{purposes.map(purpose => t(`purposes.${purpose}.name`)).join(', ') || t('grants.noPurposes')}</small>
      <small>{queues === 'all' ? t('grants.allQueues') : t('grants.queues', { names: queues.join(', ') })}</small>
      <small>{units === 'all' ? t('grants.allUnits') : t('grants.units', { names: units.join(', ') })}</small>
      {ownCallsOnly ? <small>{t('grants.ownCallsOnly')}</small> : null}
    </>
  );
}
