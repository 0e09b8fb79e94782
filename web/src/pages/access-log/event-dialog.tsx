import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { LogEvent, LogEventDetails } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useOpened } from '../../ui/use-opened.js';
import { EventProof } from './event-proof.js';
import { useEventWords } from './event-words.js';
import { IncidentOfEvent } from './incident-link.js';
import { leafText } from './leaf-text.js';
import { Actor } from './log-columns.js';
import './access-log.css';

interface EventDialogProps {
  readonly event: LogEvent;
  readonly onClose: () => void;
}

/** One event in full: its texts, its commitments and the exact bytes that the log holds of it. */
export function EventDialog({ event, onClose }: EventDialogProps) {
  const { t } = useTranslation();
  const words = useEventWords();
  const { id } = event;
  const { data, error, isPending } = useOpened(['event', id], () =>
    answer(api.GET('/api/v1/audit/events/{id}', { params: { path: { id } } })),
  );

  return (
    <Dialog title={words.action(event)} onClose={onClose}>
      <Plain event={event} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} />
      {data ? <Exact details={data} /> : null}
      <Related event={event} onLeave={onClose} />
      <p className="no-print">
        <IncidentOfEvent event={event} onLeave={onClose} />
      </p>
      <EventProof id={id} />
      <Button variant="secondary" mt="m" onClick={onClose}>
        {t('common.close')}
      </Button>
    </Dialog>
  );
}

function Plain({ event }: { readonly event: LogEvent }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useEventWords();
  const { object, actor } = event;
  return (
    <Facts>
      <Fact name={t('log.at')}>{format.dateTimeExact(event.at)}</Fact>
      <Fact name={t('log.who')}>
        <Actor actor={actor} />
        {actor.address === null ? null : <small>{t('log.address', { address: actor.address })}</small>}
      </Fact>
      {object === null ? null : (
        <Fact name={t('log.object')}>
          {words.object(object.kind)} <code>{object.id}</code>
        </Fact>
      )}
      <Fact name={t('log.policy')}>{event.policy}</Fact>
    </Facts>
  );
}

function Exact({ details }: { readonly details: LogEventDetails }) {
  const { t } = useTranslation();
  const { texts, commitments, leaf } = details;
  return (
    <>
      <Facts>
        {texts.map(({ name, text }) => (
          <Fact key={name} name={t('log.text', { name })}>
            {text ?? <em>{t('log.textNotKept')}</em>}
          </Fact>
        ))}
        {Object.entries(commitments).map(([name, value]) => (
          <Fact key={name} name={t('log.commitment', { name })}>
            <code>{value}</code>
          </Fact>
        ))}
      </Facts>
      <h3 className="leaf__title">{t('log.leaf')}</h3>
      <p>{t('log.leafText')}</p>
      <pre className="leaf" tabIndex={0} aria-label={t('log.leaf')}>
        {leafText(leaf)}
      </pre>
    </>
  );
}

interface RelatedProps {
  readonly event: LogEvent;
  readonly onLeave: () => void;
}

/** Ways on to what belongs together in the log. */
function Related({ event, onLeave }: RelatedProps) {
  const { t } = useTranslation();
  const { recordingId, facts, actor } = event;
  const ways = [
    { filter: 'recording', id: recordingId, text: t('log.ofRecording') },
    { filter: 'contact', id: facts['contactId'], text: t('log.ofContact') },
    { filter: 'session', id: actor.sessionId, text: t('log.ofSession') },
  ].flatMap(({ filter, id, text }) => (typeof id === 'string' ? [{ to: `/access-log?${filter}=${id}`, text }] : []));
  if (ways.length === 0) return null;
  return (
    <ul className="related no-print">
      {ways.map(({ to, text }) => (
        <li key={to}>
          <Link to={to} onClick={onLeave}>
            {text}
          </Link>
        </li>
      ))}
    </ul>
  );
}
