import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { CaseEffect } from '../../../api/types.js';
import type { Column } from '../../../ui/data-table.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { Tag } from '../../../ui/tag.js';
import { useCase } from '../case-in-view.js';
import { namesIn } from '../names-in.js';

const TONES = { waiting: 'warning', begun: 'info', done: 'success', refused: 'alert', 'sent-back': 'neutral' } as const;

/** The columns of what is done for the rights of a case; `onConfirm` is for the second person. */
export function useEffectColumns(onConfirm: (effect: CaseEffect) => void): Column<CaseEffect>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { rightsCase } = useCase();
  const names = namesIn(rightsCase);
  const nameOf = (id: string | null) => (id === null ? t('holds.byItself') : (names.get(id) ?? t('holds.nobody')));
  return [
    {
      id: 'kind',
      header: t('rights.effects.kind'),
      rowHeader: true,
      cell: ({ kind, recordingIds }) => (
        <>
          {t(`rights.effects.kinds.${kind}`)}
          <small>{t('rights.effects.count', { count: recordingIds.length })}</small>
        </>
      ),
    },
    {
      id: 'state',
      header: t('holds.state'),
      cell: ({ state, result }) => (
        <>
          <Tag tone={TONES[state]}>{t(`rights.effects.states.${state}`)}</Tag>
          {result?.finalOn ? <small>{t('rights.effects.finalOn', { day: format.day(result.finalOn) })}</small> : null}
          {result?.offered ? <small>{t('rights.effects.offered')}</small> : null}
        </>
      ),
    },
    {
      id: 'by',
      header: t('rights.effects.by'),
      cell: ({ preparedBy, preparedAt, confirmedBy, confirmedAt }) => (
        <>
          {nameOf(preparedBy)}
          <small>{format.dateTime(preparedAt)}</small>
          {confirmedAt === null ? null : (
            <small>{t('holds.byAt', { name: nameOf(confirmedBy), at: format.dateTime(confirmedAt) })}</small>
          )}
        </>
      ),
    },
    {
      id: 'acts',
      header: t('rights.actsHeader'),
      cell: effect =>
        effect.permitted.includes('confirm') ? (
          <Button
            variant="secondaryNoBorder"
            onClick={() => {
              onConfirm(effect);
            }}
          >
            {t('rights.decisions.buttons.confirm')}
          </Button>
        ) : null,
    },
  ];
}
