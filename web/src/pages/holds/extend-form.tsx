import { useTranslation } from 'react-i18next';
import type { HoldDetails } from '../../api/types.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import { ActForm } from '../../ui/act-form.js';
import { HoldDays } from './hold-days-fields.js';
import { NO_DAYS, useDaysCheck, wantedDays } from './wanted-days.js';
import type { useHoldChange } from './use-hold-change.js';

interface ExtendFormProps {
  readonly hold: HoldDetails;
  readonly change: ReturnType<typeof useHoldChange>;
  readonly onCancel: () => void;
}

/** Asks that a hold go on; another person decides, and until then the hold stays as it is. */
export function ExtendForm({ hold: { id, until }, change, onCancel }: ExtendFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const checkDays = useDaysCheck(dayOf(new Date()), until);
  const form = useForm(
    { necessity: '', ...NO_DAYS },
    { required: ['necessity', 'until'], check: checkDays, keptAs: `extend ${id}` },
  );
  return (
    <ActForm
      button={t('holds.send.extend')}
      logged={t('holds.logged.extend')}
      text={t('holds.what.extend', { day: format.day(until) })}
      isPending={change.isPending}
      error={change.error}
      onSubmit={form.onSubmit(values => {
        change.mutate({ act: 'extend', body: { necessity: values.necessity.trim(), ...wantedDays(values) } });
      })}
      onCancel={onCancel}
    >
      <LongText
        labelText={t('fields.necessity')}
        hintText={t('holds.textHint')}
        maxLength={2000}
        {...form.field('necessity')}
      />
      <HoldDays form={form} />
    </ActForm>
  );
}
