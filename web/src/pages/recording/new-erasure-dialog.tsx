import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { NewErasure, RecordingDetails } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import { GROUNDS } from '../erasures/grounds.js';

const TARGETS = ['recording', 'contact'] as const;
type Target = (typeof TARGETS)[number];

interface NewErasureDialogProps {
  readonly recording: RecordingDetails;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks that a recording, or the whole call, be erased before its day. */
export function NewErasureDialog({ recording, onDone, onClose }: NewErasureDialogProps) {
  const { t } = useTranslation();
  const ask = useAsk(recording, onDone);
  const form = useForm(
    { target: recording.legs.length === 0 ? 'recording' : '', ground: '', reason: '' },
    { required: ['target', 'ground', 'reason'], keptAs: 'erasure' },
  );
  const target = TARGETS.find(one => one === form.values.target);
  const ground = GROUNDS.find(one => one === form.values.ground);

  return (
    <Dialog title={t('erasures.ask')} onClose={onClose}>
      <ActForm
        logged={t('erasures.logged.request')}
        button={t('erasures.send.request')}
        isPending={ask.isPending}
        error={ask.error}
        onSubmit={form.onSubmit(({ reason }) => {
          if (target && ground) ask.mutate({ target, body: { ground, reason: reason.trim() } });
        })}
        onCancel={onClose}
      >
        {recording.legs.length === 0 ? null : (
          <RadioButtonGroup
            name="target"
            labelText={t('erasures.target')}
            value={target ?? ''}
            {...(form.faultOf('target') ? { groupStatus: 'error', groupStatusText: t('erasures.chooseTarget') } : {})}
            onChange={chosen => {
              form.set('target', chosen);
            }}
          >
            {TARGETS.map(one => (
              <RadioButton key={one} value={one} hintText={t(`erasures.targetHints.${one}`)}>
                {t(`erasures.targets.${one}`)}
              </RadioButton>
            ))}
          </RadioButtonGroup>
        )}
        <RadioButtonGroup
          name="ground"
          labelText={t('fields.ground')}
          value={ground ?? ''}
          {...(form.faultOf('ground') ? { groupStatus: 'error', groupStatusText: t('erasures.chooseGround') } : {})}
          onChange={chosen => {
            form.set('ground', chosen);
          }}
        >
          {GROUNDS.map(one => (
            <RadioButton key={one} value={one} hintText={t(`erasures.groundHints.${one}`)}>
              {t(`erasures.grounds.${one}`)}
            </RadioButton>
          ))}
        </RadioButtonGroup>
        <LongText
          labelText={t('fields.reason')}
          hintText={t('erasures.reasonHint')}
          maxLength={1000}
          {...form.field('reason')}
        />
        <p>{t('erasures.what.request')}</p>
      </ActForm>
    </Dialog>
  );
}

interface Wish {
  readonly target: Target;
  readonly body: NewErasure;
}

function useAsk({ id, contactId }: RecordingDetails, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ target, body }: Wish) =>
      target === 'recording'
        ? answer(api.POST('/api/v1/recordings/{id}/erasure', { params: { path: { id } }, body }))
        : answer(api.POST('/api/v1/contacts/{id}/erasure', { params: { path: { id: contactId } }, body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['erasures'] });
      onDone();
    },
  });
}
