import { useTranslation } from 'react-i18next';
import type { RightsCaseItem } from '../../api/types.js';
import { Tag } from '../../ui/tag.js';

/** Where a case is. */
export function CaseStateTag({ state }: Pick<RightsCaseItem, 'state'>) {
  const { t } = useTranslation();
  return <Tag tone={state === 'closed' ? 'neutral' : 'info'}>{t(`rights.states.${state}`)}</Tag>;
}

/** What is particular about a case: stopped, extended, forwarded to a customer, of an authority. */
export function CaseFlags({ item }: { readonly item: RightsCaseItem }) {
  const { t } = useTranslation();
  const { stopped, extended, forwarded, kind } = item;
  return (
    <span className="tags">
      {stopped ? <Tag tone="warning">{t('rights.flags.stopped')}</Tag> : null}
      {extended ? <Tag>{t('rights.flags.extended')}</Tag> : null}
      {forwarded ? <Tag>{t('rights.flags.forwarded')}</Tag> : null}
      {kind === 'authority' ? <Tag>{t('rights.flags.authority')}</Tag> : null}
    </span>
  );
}
