import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AffectedPerson } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { RowButton } from '../../ui/row-button.js';
import { Tag } from '../../ui/tag.js';

const LINKED = 3;

/** The columns of affected people; those outside can be shown by name, for who may. */
export function usePersonColumns(onShow: ((person: AffectedPerson) => void) | null): Column<AffectedPerson>[] {
  const { t } = useTranslation();
  const columns: Column<AffectedPerson>[] = [
    {
      id: 'person',
      header: t('incidents.person'),
      rowHeader: true,
      cell: ({ place, kind, staffName }) => (
        <>
          {staffName ?? t('incidents.personOf', { place })}
          <small>{t(`incidents.kinds.${kind}`)}</small>
        </>
      ),
    },
    { id: 'group', header: t('incidents.group'), cell: ({ category }) => t(`categories.${category}`) },
    {
      id: 'risks',
      header: t('incidents.risks'),
      cell: ({ risks }) =>
        risks.length === 0
          ? '–'
          : risks.map(risk => (
              <Tag key={risk} tone="warning">
                {t(`incidents.riskNames.${risk}`)}
              </Tag>
            )),
    },
    {
      id: 'uses',
      header: t('incidents.uses'),
      cell: ({ playbacks, reveals, exports }) => t('incidents.usesOf', { playbacks, reveals, exports }),
    },
    {
      id: 'recordings',
      header: t('incidents.recordings'),
      cell: ({ recordingIds }) => (
        <>
          {recordingIds.slice(0, LINKED).map((id, n) => (
            <div key={id}>
              <Link to={`/recordings/${id}`}>{t('incidents.recordingOf', { n: n + 1 })}</Link>
            </div>
          ))}
          {recordingIds.length > LINKED ? (
            <small>{t('incidents.more', { count: recordingIds.length - LINKED })}</small>
          ) : null}
        </>
      ),
    },
  ];
  if (!onShow) return columns;
  const reveal: Column<AffectedPerson> = {
    id: 'reveal',
    header: t('samples.act'),
    cell: person =>
      person.kind === 'agent' ? null : (
        <RowButton
          act={t('incidents.show')}
          about={t('incidents.personOf', { place: person.place })}
          onClick={() => {
            onShow(person);
          }}
        />
      ),
  };
  return [...columns, reveal];
}
