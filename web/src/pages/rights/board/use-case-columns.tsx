import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RightsCaseItem } from '../../../api/types.js';
import type { Column } from '../../../ui/data-table.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { CaseFlags, CaseStateTag } from '../case-tags.js';
import { LastDay } from '../last-day.js';

/** The columns of the board: nothing that is personal. */
export function useCaseColumns(): Column<RightsCaseItem>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'number',
      header: t('rights.number'),
      rowHeader: true,
      align: 'fixed',
      cell: ({ id, number }) => <Link to={`/rights-requests/${id}`}>{number}</Link>,
    },
    {
      id: 'last',
      header: t('rights.lastOn'),
      cell: item => (
        <>
          <LastDay dated={item} />
          <Reminder reminder={item.reminder} />
        </>
      ),
    },
    {
      id: 'state',
      header: t('rights.state'),
      cell: item => (
        <>
          <CaseStateTag state={item.state} /> <CaseFlags item={item} />
        </>
      ),
    },
    { id: 'rights', header: t('rights.rights'), cell: ({ rights }) => <RightNames rights={rights} /> },
    {
      id: 'received',
      header: t('rights.received'),
      cell: ({ receivedOn, channel }) => (
        <>
          {format.day(receivedOn)}
          <small>{t(`rights.channel.${channel}`)}</small>
        </>
      ),
    },
    { id: 'officer', header: t('rights.officer'), cell: ({ officerName }) => officerName ?? t('rights.nobodyYet') },
  ];
}

function RightNames({ rights }: Pick<RightsCaseItem, 'rights'>) {
  const { t } = useTranslation();
  return rights.map(right => t(`rights.right.${right}.name`)).join(', ') || t('rights.noRightsYet');
}

/** What of the clock is to be said today beyond the days left: that the house's own target has come. */
function Reminder({ reminder }: Pick<RightsCaseItem, 'reminder'>) {
  const { t } = useTranslation();
  return reminder?.kind === 'internal-target' ? <small>{t('rights.targetReached')}</small> : null;
}
