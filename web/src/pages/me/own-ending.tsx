import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import type { Grant } from '../../api/types.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { endingSoon } from './ending-soon.js';

/** Reminds of own grants that end within 30 days. */
export function OwnEnding({ grants }: { readonly grants: readonly Grant[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return endingSoon(grants, dayOf(new Date())).map(({ id, role, untilOn }) => (
    <InlineAlert key={id}>{t('tasks.ownEnds', { role: t(`roles.${role}`), day: format.day(untilOn) })}</InlineAlert>
  ));
}
