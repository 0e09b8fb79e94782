import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordingDetails } from '../../api/types.js';
import { duration } from '../../ui/format/duration.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';

/** The other recorded parts of the same call that the person may see. */
export function Legs({ recording: { legs } }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (legs.length === 0) return null;
  return (
    <Panel title={t('recording.legs')}>
      <ul className="recording__legs">
        {legs.map(leg => (
          <li key={leg.id}>
            <Link to={`/recordings/${leg.id}`}>{format.dateTime(leg.startedAt)}</Link>
            {` · ${leg.queue} · ${duration(leg.durationMs)}`}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
