import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { CaseDelivery, MadeDelivery } from '../../../api/types.js';
import { DataTable, type Column } from '../../../ui/data-table.js';
import { Dialog } from '../../../ui/dialog.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useCase } from '../case-in-view.js';
import { useDocuments } from '../documents.js';
import { namesIn } from '../names-in.js';
import { useCaseAct } from '../use-case-act.js';
import { DeliverForm } from './deliver-form.js';
import { useDeliveries } from './use-deliveries.js';

/** What was sent, to whom and how; the delivery of the answer makes the case answered. */
export function Deliveries({ mayHandle }: { readonly mayHandle: boolean }) {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const { id, state, permitted } = rightsCase;
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<MadeDelivery | null>(null);
  const { data, error, refetch } = useDeliveries(id);
  const answerWith = useCaseAct(
    id,
    (deliveryId: string) => sendAnswering(id, deliveryId),
    () => {
      say(t('rights.deliveries.answered'));
    },
  );
  const takeBack = useCaseAct(
    id,
    (deliveryId: string) => sendEnding(id, deliveryId),
    () => {
      say(t('rights.deliveries.ended'));
    },
  );
  const columns = useDeliveryColumns({
    onAnswer: mayHandle && state === 'decided' ? answerWith.mutate : null,
    onEnd: permitted.includes('handle') ? takeBack.mutate : null,
  });
  const close = () => {
    setOpen(false);
  };
  return (
    <Panel title={t('rights.deliveries.title')}>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data && data.items.length > 0 ? (
        <DataTable caption={t('rights.deliveries.caption')} columns={columns} rows={data.items} idOf={one => one.id} />
      ) : (
        <p>{t('rights.deliveries.none')}</p>
      )}
      <ProblemNotice error={answerWith.error ?? takeBack.error} />
      <div role="status">{made === null ? null : <Download made={made} />}</div>
      {mayHandle ? (
        <Button
          variant="secondary"
          onClick={() => {
            setMade(null);
            setOpen(true);
          }}
        >
          {t('rights.deliveries.open')}
        </Button>
      ) : null}
      {isOpen ? (
        <Dialog title={t('rights.deliveries.open')} onClose={close}>
          <DeliverForm
            onDone={done => {
              close();
              setMade(done);
              say(t('rights.deliveries.done'));
            }}
            onCancel={close}
          />
        </Dialog>
      ) : null}
    </Panel>
  );
}

/** The address and the code of a download, shown this once: they are sent by different ways. */
function Download({ made: { download } }: { readonly made: MadeDelivery }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (download === null) return null;
  const { token, code, expiresOn } = download;
  return (
    <>
      <InlineAlert status="warning">{t('rights.deliveries.once', { day: format.day(expiresOn) })}</InlineAlert>
      <p>
        {t('rights.deliveries.address')}
        <br />
        <code className="case-code">{`${location.origin}/downloads/${token}`}</code>
      </p>
      <p>
        {code === null ? (
          t('rights.deliveries.packageCode')
        ) : (
          <>
            {t('rights.deliveries.code')}
            <br />
            <code className="case-code">{code}</code>
          </>
        )}
      </p>
    </>
  );
}

function sendAnswering(id: string, deliveryId: string) {
  const body = { deliveryId };
  return answer(api.POST('/api/v1/rights-requests/{id}/answering', { params: { path: { id } }, body }));
}

function sendEnding(id: string, deliveryId: string) {
  const path = { id, deliveryId };
  return answer(api.POST('/api/v1/rights-requests/{id}/deliveries/{deliveryId}/ending', { params: { path } }));
}

/** What somebody may do with a delivery; null where they may not. */
interface DeliveryActs {
  readonly onAnswer: ((deliveryId: string) => void) | null;
  readonly onEnd: ((deliveryId: string) => void) | null;
}

function useDeliveryColumns({ onAnswer, onEnd }: DeliveryActs): Column<CaseDelivery>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { rightsCase } = useCase();
  const names = namesIn(rightsCase);
  const documents = useDocuments(rightsCase.id).data?.items ?? [];
  const { decidedAt } = rightsCase;
  // The answer is in the package as well; an authority is answered with the package alone. What tells of an earlier decision answers nothing.
  const isAnswer = ({ letterKind, kind, createdAt }: (typeof documents)[number]) =>
    (letterKind === 'answer' || kind === 'package') && decidedAt !== null && createdAt >= decidedAt;
  const answers = new Set(documents.filter(isAnswer).map(one => one.id));
  const acts: Column<CaseDelivery> = {
    id: 'answer',
    header: t('rights.actsHeader'),
    cell: delivery => (
      <>
        {onAnswer !== null && answers.has(delivery.documentId) ? (
          <ActButton name={t('rights.deliveries.isAnswer')} act={onAnswer} delivery={delivery} />
        ) : null}
        {onEnd !== null && delivery.channel === 'download' && delivery.fetchedAt === null ? (
          <ActButton name={t('rights.deliveries.end')} act={onEnd} delivery={delivery} />
        ) : null}
      </>
    ),
  };
  return [
    {
      id: 'what',
      header: t('rights.files.name'),
      rowHeader: true,
      cell: ({ documentId }) => documents.find(one => one.id === documentId)?.name ?? t('rights.files.kinds.letter'),
    },
    {
      id: 'when',
      header: t('rights.deliveries.when'),
      cell: ({ deliveredAt, deliveredBy }) => (
        <>
          {format.dateTime(deliveredAt)}
          <small>{names.get(deliveredBy) ?? t('holds.nobody')}</small>
        </>
      ),
    },
    {
      id: 'how',
      header: t('rights.deliveries.channel'),
      cell: ({ channel, to, proof }) => (
        <>
          {t(`rights.deliveries.channels.${channel}`)}
          <small className="case-text">{to}</small>
          {proof === null ? null : <small className="case-text">{proof}</small>}
        </>
      ),
    },
    { id: 'fetched', header: t('rights.deliveries.fetched'), cell: delivery => <Fetched delivery={delivery} /> },
    ...(onAnswer === null && onEnd === null ? [] : [acts]),
  ];
}

interface ActButtonProps {
  readonly name: string;
  readonly act: (deliveryId: string) => void;
  readonly delivery: CaseDelivery;
}

function ActButton({ name, act, delivery: { id } }: ActButtonProps) {
  return (
    <Button
      variant="secondaryNoBorder"
      onClick={() => {
        act(id);
      }}
    >
      {name}
    </Button>
  );
}

/** Of a download: whether it was fetched, or until when it can be. */
function Fetched({ delivery: { channel, fetchedAt, expiresOn, triesLeft } }: { readonly delivery: CaseDelivery }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (channel !== 'download') return '–';
  if (fetchedAt !== null) return format.dateTime(fetchedAt);
  return (
    <>
      {t('rights.deliveries.notFetched')}
      {expiresOn === null ? null : (
        <small>{t('rights.deliveries.until', { day: format.day(expiresOn), tries: triesLeft ?? 0 })}</small>
      )}
    </>
  );
}
