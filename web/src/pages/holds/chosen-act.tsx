import { useTranslation } from 'react-i18next';
import type { HoldAct, HoldDetails } from '../../api/types.js';
import { DayField } from '../../ui/day-field.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import { ActForm } from '../../ui/act-form.js';
import { ExtendForm } from './extend-form.js';
import { faultOfReviewOn } from './hold-days.js';
import { useDayFaults } from './use-day-faults.js';
import { useHoldChange, type HoldChange } from './use-hold-change.js';

export interface ChosenActProps {
  readonly hold: HoldDetails;
  readonly act: HoldAct;
  readonly onDone: (change: HoldChange) => void;
  readonly onCancel: () => void;
}

interface FormProps {
  readonly hold: HoldDetails;
  readonly change: ReturnType<typeof useHoldChange>;
  readonly onCancel: () => void;
}

/** The form of one act on a hold. */
export function ChosenAct({ hold, act, onDone, onCancel }: ChosenActProps) {
  const form = { hold, change: useHoldChange(hold, onDone), onCancel };
  switch (act) {
    case 'approve':
      return <Approve {...form} />;
    case 'refuse':
    case 'release':
      return <GiveUp act={act} {...form} />;
    case 'review':
      return <Review {...form} />;
    case 'extend':
      return <ExtendForm {...form} />;
  }
}

function Approve({ hold: { wantedUntil }, change, onCancel }: FormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ActForm
      button={t('holds.send.approve')}
      logged={t('holds.logged.approve')}
      text={t('holds.what.approve', { day: format.day(wantedUntil) })}
      isPending={change.isPending}
      error={change.error}
      onSubmit={event => {
        event.preventDefault();
        change.mutate({ act: 'approve' });
      }}
      onCancel={onCancel}
    />
  );
}

function GiveUp({ act, hold, change, onCancel }: FormProps & { readonly act: 'refuse' | 'release' }) {
  const { t } = useTranslation();
  const form = useForm({ reason: '' }, { required: ['reason'], keptAs: `${act} ${hold.id}` });
  return (
    <ActForm
      button={hold.state === 'requested' && act === 'release' ? t('holds.withdraw') : t(`holds.send.${act}`)}
      logged={t(`holds.logged.${act}`)}
      text={t(hold.state === 'requested' ? 'holds.what.refuse' : 'holds.what.release')}
      isPending={change.isPending}
      error={change.error}
      onSubmit={form.onSubmit(({ reason }) => {
        change.mutate({ act, reason: reason.trim() });
      })}
      onCancel={onCancel}
    >
      <LongText
        labelText={t('fields.reason')}
        hintText={t('holds.textHint')}
        maxLength={2000}
        {...form.field('reason')}
      />
    </ActForm>
  );
}

function Review({ hold: { until }, change, onCancel }: FormProps) {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  const faultText = useDayFaults();
  const form = useForm(
    { reason: '', nextReviewOn: '' },
    {
      required: ['reason', 'nextReviewOn'],
      check: values => ({ nextReviewOn: faultText(faultOfReviewOn(values.nextReviewOn, until, today)) }),
    },
  );
  return (
    <ActForm
      button={t('holds.send.review')}
      logged={t('holds.logged.review')}
      text={t('holds.what.review')}
      isPending={change.isPending}
      error={change.error}
      onSubmit={form.onSubmit(({ reason, nextReviewOn }) => {
        change.mutate({ act: 'review', body: { reason: reason.trim(), nextReviewOn } });
      })}
      onCancel={onCancel}
    >
      <LongText
        labelText={t('holds.stillNeeded')}
        hintText={t('holds.textHint')}
        maxLength={2000}
        {...form.field('reason')}
      />
      <DayField
        label={t('fields.nextReviewOn')}
        name="nextReviewOn"
        required
        value={form.values.nextReviewOn}
        problem={form.faultOf('nextReviewOn')}
        onChange={value => {
          form.set('nextReviewOn', value);
        }}
      />
    </ActForm>
  );
}
