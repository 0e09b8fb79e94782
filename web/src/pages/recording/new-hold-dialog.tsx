import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { Hold, HoldKind, NewHold } from '../../api/types.js';
import { Dialog } from '../../ui/dialog.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import { isReference } from '../complaint-cases/reference.js';
import { HoldDays } from '../holds/hold-days-fields.js';
import { HoldKindChoice } from '../holds/hold-kind-choice.js';
import { NO_DAYS, useDaysCheck, wantedDays } from '../holds/wanted-days.js';

interface NewHoldDialogProps {
  readonly recordingId: string;
  /** Those that the person may ask for. */
  readonly kinds: readonly HoldKind[];
  readonly onDone: (hold: Hold) => void;
  readonly onClose: () => void;
}

/** Asks to keep a recording longer. */
export function NewHoldDialog({ recordingId, kinds, onDone, onClose }: NewHoldDialogProps) {
  const { t } = useTranslation();
  const ask = useAsk(recordingId, onDone);
  const form = useNewHoldForm(kinds);
  const kind = kinds.find(one => one === form.values.kind);

  return (
    <Dialog title={t('holds.ask')} onClose={onClose}>
      <ActForm
        logged={t('holds.logged.request')}
        button={t('holds.send.request')}
        isPending={ask.isPending}
        error={ask.error}
        onSubmit={form.onSubmit(values => {
          if (kind) ask.mutate(newHoldOf(kind, values));
        })}
        onCancel={onClose}
      >
        <HoldKindChoice
          kinds={kinds}
          value={kind ?? null}
          fault={form.faultOf('kind')}
          onChange={chosen => {
            form.set('kind', chosen);
          }}
        />
        <TextInput
          labelText={kind ? t(`holds.references.${kind}`) : t('fields.reference')}
          hintText={t('purposeDialog.referenceHint')}
          autoComplete="off"
          {...form.field('reference')}
        />
        <LongText
          labelText={t('fields.necessity')}
          hintText={t('holds.textHint')}
          maxLength={2000}
          {...form.field('necessity')}
        />
        <HoldDays form={form} />
        <p>{t(kind === 'rights-request' ? 'holds.what.requestAtOnce' : 'holds.what.request')}</p>
      </ActForm>
    </Dialog>
  );
}

interface Draft {
  readonly kind: string;
  readonly reference: string;
  readonly necessity: string;
  readonly until: string;
  readonly reviewOn: string;
}

function useNewHoldForm([first, ...others]: readonly HoldKind[]) {
  const { t } = useTranslation();
  const checkDays = useDaysCheck(dayOf(new Date()));
  const kind = others.length === 0 ? (first ?? '') : '';
  return useForm(
    { kind, reference: '', necessity: '', ...NO_DAYS },
    {
      required: ['kind', 'reference', 'necessity', 'until'],
      keptAs: 'hold',
      check: ({ reference, ...values }) => ({
        reference: isReference(reference.trim()) ? '' : t('cases.notReference'),
        ...checkDays(values),
      }),
    },
  );
}

function newHoldOf(kind: HoldKind, { reference, necessity, ...days }: Draft): NewHold {
  return { kind, reference: reference.trim(), necessity: necessity.trim(), ...wantedDays(days) };
}

function useAsk(id: string, onDone: (hold: Hold) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewHold) =>
      answer(api.POST('/api/v1/recordings/{id}/holds', { params: { path: { id } }, body })),
    onSuccess: async hold => {
      for (const queryKey of [['holds'], ['recordings'], ['recording', id]])
        await client.invalidateQueries({ queryKey });
      onDone(hold);
    },
  });
}
