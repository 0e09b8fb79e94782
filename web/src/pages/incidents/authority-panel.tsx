import { useTranslation } from 'react-i18next';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { ActButtons, type PartProps } from './act-buttons.js';
import { actsOfAuthority } from './acts.js';
import { NotificationTag } from './incident-tags.js';
import { PARTS } from './next-panel.js';
import { Said } from './said.js';

/** Whether the supervisory authority is told (art. 33). */
export function AuthorityPanel({ incident, say }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { notification, notified, notificationSaid, confirmationSaid, mayConfirm } = incident;
  return (
    <Panel title={t('incidents.authority')} anchor={PARTS.authority}>
      {notification === 'proposed' && !mayConfirm ? <p>{t('incidents.waitsForSecond')}</p> : null}
      <Facts>
        <Fact name={t('holds.state')}>
          <NotificationTag state={notification} />
        </Fact>
        {notified === null ? null : (
          <Fact name={t('incidents.notifiedAt')}>
            {format.dateTime(notified.at)}
            <small>
              {notified.late ? t('incidents.notifiedLate') : t('incidents.notifiedInTime')} {notified.reference}
            </small>
          </Fact>
        )}
        <Said name={t('fields.reason')} said={notificationSaid} />
        <Said name={t('incidents.confirmation')} said={confirmationSaid} />
      </Facts>
      <ActButtons incident={incident} say={say} acts={actsOfAuthority(incident)} />
    </Panel>
  );
}
