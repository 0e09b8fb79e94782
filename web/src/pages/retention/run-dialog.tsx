import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { PurgeRun, RunCertificate } from '../../api/types.js';
import { FetchedDialog } from '../../ui/fetched-dialog.js';
import { useOpened } from '../../ui/use-opened.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';

interface RunDialogProps {
  readonly run: PurgeRun;
  readonly onClose: () => void;
}

/** The certificate of a whole run; opening it is an event. */
export function RunDialog({ run: { id, day }, onClose }: RunDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const opened = useOpened(['purge', id], () =>
    answer(api.GET('/api/v1/retention/purges/{id}', { params: { path: { id } } })),
  );
  return (
    <FetchedDialog title={t('runs.one', { day: format.day(day) })} query={opened} onClose={onClose}>
      {data => <RunFacts run={data} onLeave={onClose} />}
    </FetchedDialog>
  );
}

function RunFacts({ run, onLeave }: { readonly run: RunCertificate; readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const at = (instant: string | null) => (instant === null ? '–' : format.dateTimeExact(instant));
  const indexOf = (event: RunCertificate['intended']) => event?.leafIndex ?? t('certificates.notInLog');
  return (
    <Facts>
      <Fact name={t('runs.startedAt')}>{at(run.startedAt)}</Fact>
      <Fact name={t('retention.keyDestroyedAt')}>{at(run.keyDestroyedAt)}</Fact>
      <Fact name={t('retention.finishedAt')}>{at(run.finishedAt)}</Fact>
      <Fact name={t('retention.freed')}>{format.size(run.freedBytes)}</Fact>
      <Fact name={t('retention.certificates')}>
        {run.certificates}{' '}
        <Link to={`/retention/certificates?run=${run.id}`} onClick={onLeave}>
          {t('runs.toCertificates')}
        </Link>
      </Fact>
      <Fact name={t('runs.root')}>
        {run.certificatesRoot === null ? t('runs.rootLater') : <code>{run.certificatesRoot}</code>}
        <small>{t('runs.rootText')}</small>
      </Fact>
      <Fact name={t('runs.intended')}>{indexOf(run.intended)}</Fact>
      <Fact name={t('runs.completed')}>{indexOf(run.completed)}</Fact>
      <Fact name={t('runs.failedBlobs')}>
        {run.failedBlobs.length === 0
          ? t('runs.noneFailed')
          : run.failedBlobs.map(name => (
              <div key={name}>
                <code>{name}</code>
              </div>
            ))}
      </Fact>
    </Facts>
  );
}
