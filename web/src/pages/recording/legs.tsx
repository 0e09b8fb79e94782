import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordingDetails } from '../../api/types.js';
import { duration } from '../../ui/format/duration.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { inOrder, type LegInOrder } from './leg-order.js';

/** The recorded parts of the same call that the person may see, in order of time, with this one among them. */
export function Legs({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  if (recording.legs.length === 0) return null;
  return (
    <Panel title={t('recording.legs')}>
      <ol className="recording__legs">
        {inOrder(recording).map(leg => (
          <li key={leg.id} aria-current={leg.place === 'shown' ? 'true' : undefined}>
            <Leg leg={leg} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Leg({ leg }: { readonly leg: LegInOrder }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, place, startedAt, direction, queue, agent, durationMs, channelRoles } = leg;
  const when = format.dateTime(startedAt);
  const roles = channelRoles.map(role => t(`channelRoles.${role}`)).join(', ');
  return (
    <>
      {place === 'shown' ? <strong>{when}</strong> : <Link to={`/recordings/${id}`}>{when}</Link>}
      {` · ${t(`legPlaces.${place}`)}`}
      <small>{[t(`directions.${direction}`), queue, agent.name, duration(durationMs)].join(' · ')}</small>
      {roles === '' ? null : <small>{t('recording.channelRoles', { roles })}</small>}
    </>
  );
}
