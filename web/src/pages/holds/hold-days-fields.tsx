import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/day-field.js';
import type { DaysDraft } from './wanted-days.js';

interface HoldDaysProps {
  readonly form: {
    readonly values: DaysDraft;
    readonly set: (name: keyof DaysDraft, value: string) => void;
    readonly faultOf: (name: keyof DaysDraft) => string | undefined;
  };
}

/** The last day kept and the day on which somebody looks again. */
export function HoldDays({ form }: HoldDaysProps) {
  const { t } = useTranslation();
  return (
    <>
      <DayField
        label={t('fields.until')}
        name="until"
        required
        value={form.values.until}
        problem={form.faultOf('until')}
        onChange={value => {
          form.set('until', value);
        }}
      />
      <div>
        <DayField
          label={t('holds.reviewOnOptional')}
          name="reviewOn"
          value={form.values.reviewOn}
          problem={form.faultOf('reviewOn')}
          onChange={value => {
            form.set('reviewOn', value);
          }}
        />
        <small>{t('holds.reviewOnHint')}</small>
      </div>
    </>
  );
}
