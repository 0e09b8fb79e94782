import { memo, type CSSProperties, type ReactNode } from 'react';
import './data-table.css';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** `end`: numbers. `fixed`: short codes that are not broken into lines. */
  readonly align?: 'end' | 'fixed';
  /** Names the row for screen readers; on a narrow screen the heading of its card. */
  readonly rowHeader?: true;
  /** In a long table, whose columns do not look at all rows: the share of its width, as a track of a grid. */
  readonly track?: string;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** Makes the whole row a target of the link in its header cell. */
  readonly linked?: boolean;
  /** For thousands of rows, in the pages that they came in: only what is near the screen is laid out and painted. */
  readonly pages?: readonly (readonly Row[])[];
  /** Lets a table that may be wider than the page scroll in a frame of its own, which the keyboard reaches. */
  readonly framed?: boolean;
}

/**
 * A table that turns into cards on a narrow screen, so that the page never scrolls sideways. The roles are spelt out
 * because browsers drop a table's semantics when its `display` is changed.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  if (!props.framed) return <Table {...props} />;
  return (
    <div className="data-table-frame" role="region" aria-label={props.caption} tabIndex={0}>
      <Table {...props} />
    </div>
  );
}

function Table<Row>({ caption, columns, rows, idOf, linked = false, pages }: DataTableProps<Row>) {
  const className = ['data-table', linked && 'data-table--linked', pages && 'data-table--long']
    .filter(Boolean)
    .join(' ');
  return (
    <table role="table" className={className} style={pages && tracksOf(columns)}>
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ id, header, align }) => (
            <th key={id} role="columnheader" scope="col" className={align && `data-table__${align}`}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      {(pages ?? [rows]).map((page, index) => (
        <Rows key={index} rows={page} columns={columns} idOf={idOf} />
      ))}
    </table>
  );
}

type RowsProps<Row> = Pick<DataTableProps<Row>, 'rows' | 'columns' | 'idOf'>;

/** So many rows are laid out together when they come near the screen: few enough that scrolling never waits for them. */
const BLOCK_ROWS = 25;

function EachRow<Row>({ rows, columns, idOf }: RowsProps<Row>): ReactNode {
  return blocksOf(rows).map((block, index) => (
    <tbody key={index} role="rowgroup" style={{ '--rows': block.length }}>
      {block.map(row => (
        <tr key={idOf(row)} role="row">
          {columns.map(column => (
            <Cell key={column.id} column={column} row={row} />
          ))}
        </tr>
      ))}
    </tbody>
  ));
}

function blocksOf<Row>(rows: readonly Row[]): (readonly Row[])[] {
  const count = Math.max(1, Math.ceil(rows.length / BLOCK_ROWS));
  return Array.from({ length: count }, (_, block) => rows.slice(block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS));
}

/** A page that is there already is not rendered anew when another one comes. */
const Rows = memo(EachRow) as typeof EachRow; // memo() forgets that the component is generic

function tracksOf<Row>(columns: readonly Column<Row>[]): CSSProperties {
  return { '--tracks': columns.map(({ track }) => track ?? 'minmax(0, 1fr)').join(' ') };
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const { header, cell, align, rowHeader } = column;
  const className = align && `data-table__${align}`;
  if (rowHeader) {
    return (
      <th role="rowheader" scope="row" className={className}>
        {cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" data-label={header} className={className}>
      <div>{cell(row)}</div>
    </td>
  );
}
