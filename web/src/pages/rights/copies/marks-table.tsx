import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { RedactionMark } from '../../../api/types.js';
import { DataTable, type Column } from '../../../ui/data-table.js';
import { RowButton } from '../../../ui/row-button.js';
import { useFocusAfter } from '../../../ui/use-focus-after.js';
import { faultsOfMark, withRow, type MarkRow } from './marks-draft.js';

const REASONS: readonly RedactionMark['reason'][] = ['patient', 'third-person', 'staff', 'secret'];

interface MarksTableProps {
  readonly rows: readonly MarkRow[];
  readonly channels: number;
  readonly durationMs: number;
  /** Before the first try to save an empty row has no fault. */
  readonly showsFaults: boolean;
  /** Null where the person only looks. */
  readonly onChange: ((rows: readonly MarkRow[]) => void) | null;
}

/** The marks as a table: typed, changed and removed by keyboard alone. */
export function MarksTable({ rows, channels, durationMs, showsFaults, onChange }: MarksTableProps) {
  const { t } = useTranslation();
  const [added, setAdded] = useState(0);
  const [removed, setRemoved] = useState(0);
  const add = useFocusAfter<HTMLButtonElement>(removed); // the row that was removed had the focus
  const columns = useMarkColumns({
    ...{ rows, channels, durationMs, showsFaults, onChange },
    onRemoved: () => {
      setRemoved(times => times + 1);
    },
  });
  const table = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (added > 0) table.current?.querySelector<HTMLElement>('tbody tr:last-child input')?.focus();
  }, [added]);
  return (
    <div className="marks" ref={table}>
      {rows.length === 0 ? (
        <p>{t('rights.copies.noMarks')}</p>
      ) : (
        <DataTable caption={t('rights.copies.marks')} columns={columns} rows={rows} idOf={({ key }) => String(key)} />
      )}
      {onChange === null ? null : (
        <Button
          variant="secondary"
          ref={add}
          onClick={() => {
            onChange(withRow(rows, { channel: 'all', from: '', to: '', reason: 'third-person' }));
            setAdded(times => times + 1);
          }}
        >
          {t('rights.copies.addMark')}
        </Button>
      )}
    </div>
  );
}

function useMarkColumns(table: MarksTableProps & { readonly onRemoved: () => void }): Column<MarkRow>[] {
  const { rows, channels, durationMs, showsFaults, onChange, onRemoved } = table;
  const { t } = useTranslation();
  const numberOf = (row: MarkRow) => rows.indexOf(row) + 1;
  const labelOf = (row: MarkRow, what: string) => t('rights.copies.ofMark', { what, number: numberOf(row) });
  const change = (key: number, some: Partial<MarkRow>) => {
    onChange?.(rows.map(row => (row.key === key ? { ...row, ...some } : row)));
  };
  const channelNames = [
    { value: 'all', label: t('rights.copies.allChannels') },
    ...Array.from({ length: channels }, (_, index) => ({
      value: String(index),
      label: t('rights.copies.channel', { number: index + 1 }),
    })),
  ];
  const time = (which: 'from' | 'to', header: string): Column<MarkRow> => ({
    id: which,
    header,
    cell: row => {
      const fault = faultsOfMark(row, durationMs)[which];
      const isShown = fault !== undefined && (showsFaults || row[which] !== '');
      if (onChange === null) return row[which];
      return (
        <>
          <input
            className="marks__input"
            aria-label={labelOf(row, header)}
            aria-invalid={isShown}
            placeholder="mm:ss.mmm"
            value={row[which]}
            onChange={event => {
              change(row.key, { [which]: event.target.value });
            }}
          />
          {isShown ? <small className="marks__fault">{t(`rights.copies.faults.${fault}`)}</small> : null}
        </>
      );
    },
  });
  const select = (
    row: MarkRow,
    what: string,
    value: string,
    options: readonly { value: string; label: string }[],
    set: (value: string) => void,
  ) =>
    onChange === null ? (
      options.find(one => one.value === value)?.label
    ) : (
      <select
        className="marks__input"
        aria-label={labelOf(row, what)}
        value={value}
        onChange={event => {
          set(event.target.value);
        }}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  return [
    { id: 'number', header: t('rights.copies.number'), rowHeader: true, align: 'end', cell: row => numberOf(row) },
    time('from', t('stretches.from')),
    time('to', t('stretches.to')),
    {
      id: 'channel',
      header: t('rights.copies.whichChannel'),
      cell: row =>
        select(row, t('rights.copies.whichChannel'), row.channel, channelNames, channel => {
          change(row.key, { channel });
        }),
    },
    {
      id: 'reason',
      header: t('rights.copies.why'),
      cell: row =>
        select(
          row,
          t('rights.copies.why'),
          row.reason,
          REASONS.map(value => ({ value, label: t(`rights.copies.reasons.${value}`) })),
          value => {
            change(row.key, { reason: REASONS.find(one => one === value) ?? row.reason });
          },
        ),
    },
    ...(onChange === null ? [] : [removal()]),
  ];

  function removal(): Column<MarkRow> {
    return {
      id: 'remove',
      header: t('rights.copies.remove'),
      cell: row => (
        <RowButton
          act={t('rights.copies.remove')}
          about={`${t('rights.copies.number')} ${numberOf(row)}`}
          onClick={() => {
            onChange?.(rows.filter(one => one !== row));
            onRemoved();
          }}
        />
      ),
    };
  }
}
