import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import type { Whereabouts } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { CertificateFacts } from './certificate-facts.js';
import { CertificateText } from './certificate-text.js';

/** What became of one unit. */
export function UnitAnswer({ unit }: { readonly unit: NonNullable<Whereabouts['unit']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (unit.outcome) {
    case 'kept':
      return <InlineAlert>{t('whereabouts.kept', { day: format.day(unit.keptUntil) })}</InlineAlert>;
    case 'never-here':
      return <InlineAlert>{t('whereabouts.neverHere')}</InlineAlert>;
    case 'purged':
      return (
        <Panel title={t('certificates.one')}>
          <p>{t('whereabouts.purged', { at: format.dateTime(unit.certificate.keyDestroyedAt) })}</p>
          <CertificateFacts certificate={unit.certificate} />
          <CertificateText unitId={unit.id} />
        </Panel>
      );
  }
}
