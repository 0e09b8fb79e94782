import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { LogEvent, LogEventDetails } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useEventWords } from './event-words.js';
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
  const { data, error, isPending } = useQuery({
    queryKey: ['event', id],
    queryFn: () => answer(api.GET('/api/v1/audit/events/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });

  return (
    <Dialog title={words.action(event)} onClose={onClose}>
      <Plain event={event} />
      {isPending ? <Loading /> : null}
      <ProblemNotice error={error} />
      {data ? <Exact details={data} /> : null}
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
