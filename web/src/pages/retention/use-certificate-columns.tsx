import { useTranslation } from 'react-i18next';
import type { Certificate } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { useRuleText } from './use-rule-text.js';

/** The columns of a list of certificates; `onOpen` shows one in full. */
export function useCertificateColumns(onOpen: (certificate: Certificate) => void): Column<Certificate>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const ruleText = useRuleText();
  return [
    {
      id: 'unit',
      header: t('retention.unit'),
      rowHeader: true,
      cell: ({ unitKind, unitId }) => (
        <>
          {t(`unitKinds.${unitKind}`)}
          <small>
            <code>{unitId}</code>
          </small>
        </>
      ),
    },
    { id: 'callOn', header: t('retention.callOn'), cell: ({ callOn }) => (callOn === null ? '–' : format.day(callOn)) },
    { id: 'queue', header: t('fields.queue'), cell: ({ queue }) => queue || '–' },
    {
      id: 'why',
      header: t('certificates.reason'),
      cell: ({ reason, dueOn, rule }) => (
        <>
          {t(`certificates.reasons.${reason}`)}
          <small>{reason === 'due' ? `${format.day(dueOn)}, ${ruleText(rule)}` : null}</small>
        </>
      ),
    },
    { id: 'key', header: t('retention.keyDestroyedAt'), cell: ({ keyDestroyedAt }) => format.dateTime(keyDestroyedAt) },
    {
      id: 'open',
      header: t('certificates.one'),
      cell: certificate => (
        <OpenButton
          about={certificate.unitId}
          onOpen={() => {
            onOpen(certificate);
          }}
        />
      ),
    },
  ];
}
