import { useTranslation } from 'react-i18next';
import type { OpenFinding } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat, useLanguage } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { Tag } from '../../ui/tag.js';
import { stateOf } from './finding-state.js';

const TONES = { settled: 'success', waits: 'info', overdue: 'alert', open: 'warning' } as const;

/** The columns of the open findings; `onOpen` shows one in full. */
export function useGoingLiveColumns(onOpen: (finding: string) => void): Column<OpenFinding>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const sections = (numbers: readonly number[]) => t('promises.sections', { sections: numbers.join(', ') });
  return [
    {
      id: 'finding',
      header: t('goingLive.finding'),
      rowHeader: true,
      cell: one => (
        <>
          {one.title[language]}
          <small>
            {one.of === 'notice' ? `${t('goingLive.ofNotice')}, ${sections(one.sections)}` : t('goingLive.ofGoingLive')}
          </small>
        </>
      ),
    },
    { id: 'owner', header: t('goingLive.owner'), cell: ({ ownerName }) => ownerName ?? t('goingLive.noOwner') },
    {
      id: 'dueOn',
      header: t('goingLive.dueOn'),
      align: 'fixed',
      cell: ({ dueOn }) => (dueOn === null ? '' : format.day(dueOn)),
    },
    {
      id: 'state',
      header: t('goingLive.state'),
      cell: one => {
        const state = stateOf(one);
        const counts = one.decisions.find(decision => decision.state === 'settled');
        return (
          <>
            <Tag tone={TONES[state]}>{t(`goingLive.states.${state}`)}</Tag>
            {counts?.optionText ? <small>{counts.optionText[language]}</small> : null}
          </>
        );
      },
    },
    {
      id: 'open',
      header: t('log.details'),
      cell: one => (
        <OpenButton
          about={one.title[language]}
          onOpen={() => {
            onOpen(one.finding);
          }}
        />
      ),
    },
  ];
}
