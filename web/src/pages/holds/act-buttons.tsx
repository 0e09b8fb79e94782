import { useTranslation } from 'react-i18next';
import type { Hold, HoldAct } from '../../api/types.js';
import { RowButton } from '../../ui/row-button.js';
import { actsOn } from './hold-acts.js';

interface ActButtonsProps {
  readonly hold: Hold;
  readonly onChoose: (act: HoldAct) => void;
}

/** What the person may do to a hold. */
export function ActButtons({ hold, onChoose }: ActButtonsProps) {
  const { reference } = hold;
  const nameOf = useActName(hold);
  return actsOn(hold).map(act => (
    <RowButton
      key={act}
      variant={act === 'approve' ? 'default' : 'secondary'}
      act={nameOf(act)}
      about={reference}
      onClick={() => {
        onChoose(act);
      }}
    />
  ));
}

/** The names of acts on a hold: a request that waits is withdrawn where a hold is released. */
export function useActName({ state }: Pick<Hold, 'state'>): (act: HoldAct) => string {
  const { t } = useTranslation();
  return act => t(act === 'release' && state === 'requested' ? 'holds.withdraw' : `holds.acts.${act}`);
}
