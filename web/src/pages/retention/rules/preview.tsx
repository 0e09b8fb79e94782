import { useTranslation } from 'react-i18next';
import type { RulePreview } from '../../../api/types.js';
import { DataTable, type Column } from '../../../ui/data-table.js';
import { Fact, Facts } from '../../../ui/facts.js';
import { useFormat } from '../../../ui/format/use-format.js';

type Move = RulePreview['moves'][number];

/** What a version would do to what is there, without doing it. */
export function Preview({ preview }: { readonly preview: RulePreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { asOf, earlier, later, unchanged, tonight, moves } = preview;
  const [first] = moves;
  const columns: Column<Move>[] = [
    { id: 'from', header: t('rules.moveFrom'), rowHeader: true, cell: ({ from }) => format.day(from) },
    { id: 'to', header: t('rules.moveTo'), cell: ({ to }) => format.day(to) },
    {
      id: 'count',
      header: t('retention.recordings'),
      align: 'end',
      cell: ({ recordings }) => format.number(recordings),
    },
  ];
  return (
    <>
      <p>{t('rules.previewText', { day: format.day(asOf) })}</p>
      <Facts>
        <Fact name={t('rules.earlier')}>{format.number(earlier)}</Fact>
        <Fact name={t('rules.tonight')}>{format.number(tonight)}</Fact>
        <Fact name={t('rules.later')}>{format.number(later)}</Fact>
        <Fact name={t('rules.unchanged')}>{format.number(unchanged)}</Fact>
        {first ? (
          <Fact name={t('rules.firstMove')}>
            {t('rules.firstMoveOf', {
              ...{ from: format.day(first.from), to: format.day(first.to), count: first.recordings },
            })}
          </Fact>
        ) : null}
        <Fact name={t('rules.firstCalls')}>
          <FirstCalls preview={preview} />
        </Fact>
      </Facts>
      {moves.length === 0 ? (
        <p>{t('rules.noMoves')}</p>
      ) : (
        <details>
          <summary>{t('rules.showMoves')}</summary>
          <DataTable
            caption={t('rules.moves')}
            columns={columns}
            rows={moves}
            idOf={({ from, to }) => `${from} ${to}`}
          />
        </details>
      )}
    </>
  );
}

/** From which calls on the period differs, also where nothing that is here moves. */
function FirstCalls({ preview: { firstCalls } }: { readonly preview: RulePreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (firstCalls === null) return t('rules.noFirstCalls');
  const { endedOn, without, with: withIt } = firstCalls;
  return t('rules.firstCallsOf', {
    ...{ endedOn: format.day(endedOn), without: format.day(without), with: format.day(withIt) },
  });
}
