import { useTranslation } from 'react-i18next';
import type { RecordingDetails } from '../../api/types.js';
import { DataTable } from '../../ui/data-table.js';
import { duration } from '../../ui/format/duration.js';
import { Panel } from '../../ui/panel.js';
import { barOf } from './stretch-bar.js';
import './stretches.css';

type Stretch = RecordingDetails['stretches'][number];

/** Where a recording is paused, masked or waiting: on its line of time, and as a table. */
export function Stretches({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const { stretches, durationMs } = recording;
  if (stretches.length === 0) return null;
  const nameOf = ({ kind }: Stretch) => t(`stretches.kinds.${kind}`);
  return (
    <Panel title={t('stretches.title')}>
      <div className="stretches" aria-hidden="true">
        {stretches.map(stretch => {
          const { leftPercent, widthPercent } = barOf(stretch, durationMs);
          const style = { left: `${String(leftPercent)}%`, width: `${String(widthPercent)}%` };
          return (
            <span key={keyOf(stretch)} className={`stretches__${stretch.kind}`} style={style} title={nameOf(stretch)} />
          );
        })}
      </div>
      <DataTable
        caption={t('stretches.caption')}
        rows={stretches}
        idOf={keyOf}
        columns={[
          { id: 'kind', header: t('stretches.kind'), rowHeader: true, cell: nameOf },
          { id: 'from', header: t('stretches.from'), align: 'end', cell: ({ fromMs }) => duration(fromMs) },
          { id: 'to', header: t('stretches.to'), align: 'end', cell: ({ toMs }) => duration(toMs) },
        ]}
      />
    </Panel>
  );
}

function keyOf({ kind, fromMs, toMs }: Stretch): string {
  return `${kind} ${String(fromMs)} ${String(toMs)}`;
}
