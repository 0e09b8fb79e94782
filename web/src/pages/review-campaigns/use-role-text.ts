import { useTranslation } from 'react-i18next';
import type { ReviewCampaign } from '../../api/types.js';

/** Whose access a campaign examines, in words. */
export function useRoleText(): (role: ReviewCampaign['role']) => string {
  const { t } = useTranslation();
  return role => (role === null ? t('campaigns.everyRole') : t(`roles.${role}`));
}
