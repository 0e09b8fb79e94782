import { useTranslation } from 'react-i18next';
import type { RecordingDetails } from '../../api/types.js';
import { DataTable } from '../../ui/data-table.js';
import { duration } from '../../ui/format/duration.js';
import { Panel } from '../../ui/panel.js';
import { momentsOf, timelineOf, type Lane } from './call-timeline.js';
import { barOf } from './stretch-bar.js';
import './timeline.css';

/** The course of the call: queue, answer, pauses, transfers and end, drawn, and as the table that the drawing stands for. */
export function Timeline({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const timeline = timelineOf(recording);
  const { lengthMs, lanes } = timeline;
  return (
    <Panel title={t('timeline.title')}>
      <div className="timeline" aria-hidden="true">
        {lanes.map(lane => (
          <LaneBar key={lane.id} lane={lane} lengthMs={lengthMs} />
        ))}
        <div className="timeline__scale">
          <span>{duration(0)}</span>
          <span>{duration(lengthMs)}</span>
        </div>
      </div>
      <details className="timeline__table">
        <summary>{t('timeline.asTable')}</summary>
        <DataTable
          caption={t('timeline.caption')}
          rows={momentsOf(timeline)}
          idOf={({ id }) => id}
          columns={[
            {
              id: 'what',
              header: t('timeline.what'),
              rowHeader: true,
              cell: ({ what }) => t(`timeline.kinds.${what}`),
            },
            { id: 'from', header: t('timeline.from'), align: 'end', cell: ({ fromMs }) => duration(fromMs) },
            { id: 'to', header: t('timeline.to'), align: 'end', cell: ({ toMs }) => duration(toMs) },
            { id: 'queue', header: t('fields.queue'), cell: ({ queue }) => queue },
            { id: 'agent', header: t('recordings.agent'), cell: ({ agent }) => agent },
          ]}
        />
      </details>
    </Panel>
  );
}

function LaneBar({ lane, lengthMs }: { readonly lane: Lane; readonly lengthMs: number }) {
  const { t } = useTranslation();
  return (
    <div className={lane.isShown ? 'timeline__lane timeline__lane--shown' : 'timeline__lane'}>
      <span className="timeline__name">{[lane.queue, lane.agent].filter(Boolean).join(' · ')}</span>
      <div className="timeline__line">
        {lane.pieces.map(piece => {
          const { leftPercent, widthPercent } = barOf(piece, lengthMs);
          const style = { left: `${String(leftPercent)}%`, width: `${String(widthPercent)}%` };
          const key = `${piece.kind} ${String(piece.fromMs)}`;
          return (
            <span
              key={key}
              className={`timeline__${piece.kind}`}
              style={style}
              title={t(`timeline.kinds.${piece.kind}`)}
            />
          );
        })}
      </div>
    </div>
  );
}
