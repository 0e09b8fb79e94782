import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import type { IngestAlarm } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';

/** The open alarms, each with what to do next; nothing is to be done where there is none. */
export function OpenAlarms({ alarms }: { readonly alarms: readonly IngestAlarm[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (alarms.length === 0) return <p>{t('completeness.noAlarms')}</p>;
  return (
    <ul className="completeness__alarms">
      {alarms.map(({ id, kind, source, raisedAt, toldAt }) => (
        <li key={id}>
          <InlineAlert
            status={kind === 'source-silent' || kind === 'audio-missing' ? 'error' : 'warning'}
            labelText={t(`completeness.kinds.${kind}`, { source })}
          >
            {t(`completeness.next.${kind}`)}{' '}
            <small>
              {t('completeness.since', { at: format.dateTime(raisedAt) })}{' '}
              {toldAt === null ? t('completeness.notTold') : t('completeness.told', { at: format.dateTime(toldAt) })}
            </small>
          </InlineAlert>
        </li>
      ))}
    </ul>
  );
}
