import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { MadeDelivery, NewDelivery } from '../../../api/types.js';
import { Choice } from '../../../ui/choice.js';
import { LongText } from '../../../ui/long-text.js';
import { useForm } from '../../../ui/use-form.js';
import { ActForm } from '../../../ui/act-form.js';
import { useCase } from '../case-in-view.js';
import { useDocuments } from '../documents.js';
import { useCaseAct } from '../use-case-act.js';

const CHANNELS: readonly NewDelivery['channel'][] = ['download', 'secure-mail', 'suomi-fi', 'post', 'handed-over'];

interface DeliverFormProps {
  readonly onDone: (made: MadeDelivery) => void;
  readonly onCancel: () => void;
}

/** Records that a letter or the package was sent, or makes an address from which it can be fetched once. */
export function DeliverForm({ onDone, onCancel }: DeliverFormProps) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const documents = useDocuments(rightsCase.id).data?.items ?? [];
  const sendable = documents.filter(({ kind }) => kind === 'letter' || kind === 'package').reverse();
  const deliver = useCaseAct(rightsCase.id, (body: NewDelivery) => send(rightsCase.id, body), onDone);
  const form = useForm(
    { documentId: '', channel: 'secure-mail', to: '', proof: '' },
    { required: ['to'], keptAs: 'deliver' },
  );
  const documentId = form.values.documentId || (sendable[0]?.id ?? '');
  if (sendable.length === 0) return <p>{t('rights.deliveries.nothingToSend')}</p>;
  return (
    <ActForm
      button={t('rights.deliveries.send')}
      isPending={deliver.isPending}
      error={deliver.error}
      onSubmit={form.onSubmit(({ channel, to, proof }) => {
        const way = CHANNELS.find(one => one === channel) ?? 'secure-mail';
        const said = proof.trim() === '' ? {} : { proof: proof.trim() };
        deliver.mutate({ documentId, channel: way, to: to.trim(), ...said });
      })}
      onCancel={onCancel}
    >
      <Choice
        label={t('rights.deliveries.what')}
        value={documentId}
        options={sendable.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={value => {
          form.set('documentId', value);
        }}
      />
      <Choice
        label={t('rights.deliveries.channel')}
        value={form.values.channel}
        options={CHANNELS.map(value => ({ value, label: t(`rights.deliveries.channels.${value}`) }))}
        onChange={value => {
          form.set('channel', value);
        }}
      />
      <TextInput labelText={t('rights.deliveries.to')} autoComplete="off" maxLength={500} {...form.field('to')} />
      <LongText
        labelText={t('rights.deliveries.proof')}
        hintText={t('rights.deliveries.proofHint')}
        maxLength={1000}
        {...form.field('proof')}
      />
    </ActForm>
  );
}

function send(id: string, body: NewDelivery) {
  return answer(api.POST('/api/v1/rights-requests/{id}/deliveries', { params: { path: { id } }, body }));
}
