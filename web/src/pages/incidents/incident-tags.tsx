import { useTranslation } from 'react-i18next';
import type { IncidentItem } from '../../api/types.js';
import { Tag } from '../../ui/tag.js';

const NOTIFICATION_TONES = {
  open: 'alert',
  proposed: 'warning',
  'not-notified': 'neutral',
  notified: 'success',
} as const;
const COMMUNICATION_TONES = { open: 'warning', 'not-told': 'neutral', told: 'success' } as const;
const DAY_HOURS = 24;

/** Whether the authority is told. */
export function NotificationTag({ state }: { readonly state: IncidentItem['notification'] }) {
  const { t } = useTranslation();
  return <Tag tone={NOTIFICATION_TONES[state]}>{t(`incidents.notifications.${state}`)}</Tag>;
}

/** Whether the people are told. */
export function CommunicationTag({ state }: { readonly state: IncidentItem['communication'] }) {
  const { t } = useTranslation();
  return <Tag tone={COMMUNICATION_TONES[state]}>{t(`incidents.communications.${state}`)}</Tag>;
}

/** How long is left, in whole hours; nothing where the hours do not run any more. */
export function HoursLeft({ hours }: { readonly hours: number | null }) {
  const { t } = useTranslation();
  if (hours === null) return null;
  const key = hours < 0 ? 'late' : hours < DAY_HOURS ? 'leftSoon' : 'left';
  return (
    <small>
      <Tag tone={hours < DAY_HOURS ? 'alert' : 'info'}>{t(`incidents.${key}`, { count: Math.abs(hours) })}</Tag>
    </small>
  );
}
