import { DataTable } from '../../ui/data-table.js';
import type { TextBlock } from '../../api/types.js';
import './text-blocks.css';

/** A text about the register, block by block, as its PDF has it. */
export function TextBlocks({ blocks }: { readonly blocks: readonly TextBlock[] }) {
  return (
    <article className="text-blocks">
      {blocks.map(block => (
        <Block key={block.id} block={block} />
      ))}
    </article>
  );
}

function Block({ block }: { readonly block: TextBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'list':
      return (
        <ul lang={block.language}>
          {block.items.map(item => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case 'table':
      return <TableOf block={block} />;
  }
}

/** The first column names the rows. */
function TableOf({ block }: { readonly block: TextBlock & { readonly kind: 'table' } }) {
  const columns = block.headers.map((header, n) => ({
    ...{ id: String(n), header, cell: (row: readonly string[]) => row[n] ?? '' },
    ...(n === 0 ? { rowHeader: true as const } : {}),
  }));
  return <DataTable caption={block.caption} columns={columns} rows={block.rows} idOf={row => row.join(' | ')} />;
}
