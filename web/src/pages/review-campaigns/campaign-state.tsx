import { useTranslation } from 'react-i18next';
import type { ReviewCampaign } from '../../api/types.js';
import { Tag } from '../../ui/tag.js';

interface CampaignStateProps {
  readonly campaign: Pick<ReviewCampaign, 'open' | 'unopened' | 'late'>;
}

/** Whether a campaign is over, goes on, or has gone past the day on which access is suspended. */
export function CampaignState({ campaign: { open, unopened, late } }: CampaignStateProps) {
  const { t } = useTranslation();
  if (open + unopened === 0) return <Tag>{t('campaigns.states.over')}</Tag>;
  return (
    <Tag tone={late > 0 ? 'warning' : 'info'}>{t(late > 0 ? 'campaigns.states.late' : 'campaigns.states.open')}</Tag>
  );
}
