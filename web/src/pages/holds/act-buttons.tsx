import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { Hold, HoldAct } from '../../api/types.js';

interface ActButtonsProps {
  readonly hold: Hold;
  readonly onChoose: (act: HoldAct) => void;
}

/** What the person may do to a hold; the first of the acts that decide stands out. */
export function ActButtons({ hold, onChoose }: ActButtonsProps) {
  const { t } = useTranslation();
  return hold.permitted.map(act => (
    <Button
      key={act}
      variant={act === 'approve' ? 'default' : 'secondary'}
      aria-label={t('holds.actOn', { act: t(`holds.acts.${act}`), reference: hold.reference })}
      onClick={() => {
        onChoose(act);
      }}
    >
      {t(`holds.acts.${act}`)}
    </Button>
  ));
}
