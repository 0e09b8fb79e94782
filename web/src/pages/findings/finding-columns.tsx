import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Finding } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { About } from './finding-facts.js';
import { FindingStateTag } from './finding-state-tag.js';

/** The columns of a list of findings; `onOpen` shows one in full. */
export function useFindingColumns(onOpen: (finding: Finding) => void): Column<Finding>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useStaffNames();
  return [
    {
      id: 'recordedAt',
      header: t('findings.recordedAt'),
      rowHeader: true,
      cell: ({ recordedAt, roundId }) => (
        <>
          {format.dateTime(recordedAt)}
          <small>
            <Link to={`/review-rounds/${roundId}?show=all`}>{t('findings.round')}</Link>
          </small>
        </>
      ),
    },
    { id: 'text', header: t('findings.text'), cell: ({ text }) => text ?? <em>{t('findings.textNotKept')}</em> },
    { id: 'about', header: t('findings.about'), cell: ({ about }) => <About about={about} /> },
    { id: 'owner', header: t('findings.owner'), cell: ({ ownerId }) => nameOf(ownerId) },
    { id: 'dueOn', header: t('findings.dueOn'), align: 'fixed', cell: ({ dueOn }) => format.day(dueOn) },
    {
      id: 'state',
      header: t('findings.state'),
      cell: finding => (
        <>
          <FindingStateTag finding={finding} />
          {finding.outcome ? <small>{t(`findings.outcomes.${finding.outcome.outcome}`)}</small> : null}
        </>
      ),
    },
    {
      id: 'more',
      header: t('log.details'),
      cell: finding => (
        <OpenButton
          about={format.dateTime(finding.recordedAt)}
          onOpen={() => {
            onOpen(finding);
          }}
        />
      ),
    },
  ];
}
