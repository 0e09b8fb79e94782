import { useTranslation } from 'react-i18next';
import type { DutyChange } from '../../api/types.js';

/** What a change of duties makes new, in words. */
export function ChangeWords({ change }: { readonly change: DutyChange }) {
  const { t } = useTranslation();
  const { fields, unit, title, queue, managerName } = change;
  return (
    <>
      {fields.includes('unit') ? <small>{`${t('duties.unit')}: ${unit}`}</small> : null}
      {fields.includes('title') ? <small>{`${t('duties.jobTitle')}: ${title}`}</small> : null}
      {fields.includes('queue') ? <small>{`${t('duties.queue')}: ${queue || t('duties.none')}`}</small> : null}
      {fields.includes('managerId') ? (
        <small>{`${t('duties.manager')}: ${managerName ?? t('duties.noManager')}`}</small>
      ) : null}
    </>
  );
}
