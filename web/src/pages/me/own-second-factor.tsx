import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import type { Me } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import { OwnPasskeys } from './own-passkeys.js';
import { OwnRecoveryCodes } from './own-recovery-codes.js';

/** The second factor of one's own; the demo does without. */
export function OwnSecondFactor({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  if (me.secondFactor === 'required') {
    return (
      <>
        <OwnPasskeys />
        <OwnRecoveryCodes />
      </>
    );
  }
  return (
    <Panel title={t('secondFactor.passkeys')}>
      <InlineAlert>{t('secondFactor.off')}</InlineAlert>
    </Panel>
  );
}
