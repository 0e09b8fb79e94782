import { useTranslation } from 'react-i18next';
import { TextInput } from 'suomifi-ui-components';
import { DayField } from '../../../ui/day-field.js';
import { isDay } from '../../../ui/format/helsinki.js';
import type { useForm } from '../../../ui/use-form.js';
import { helsinkiMoment } from '../../to-sort-out/helsinki-moment.js';
import type { TypedMoment } from './typed-moment.js';

interface MomentFieldsProps<V extends TypedMoment & Record<string, string>> {
  readonly onLabel: string;
  readonly form: ReturnType<typeof useForm<V>>;
}

/** The day and the time of day of something in Helsinki: the fields `on` and `time` of a form. */
export function MomentFields<V extends TypedMoment & Record<string, string>>({ onLabel, form }: MomentFieldsProps<V>) {
  const { t } = useTranslation();
  return (
    <div className="form__row">
      <DayField
        label={onLabel}
        name="on"
        required
        value={form.values.on}
        problem={form.faultOf('on')}
        onChange={value => {
          form.set('on', value);
        }}
      />
      <TextInput labelText={t('rights.register.receivedTime')} maxLength={5} {...form.field('time')} />
    </div>
  );
}

/** Says which days and times are none. */
export function useMomentCheck() {
  const { t } = useTranslation();
  return ({ on, time }: TypedMoment) => ({
    ...(isDay(on) ? {} : { on: t('form.day') }),
    ...(isDay(on) && helsinkiMoment(on, time) === null ? { time: t('rights.register.badTime') } : {}),
  });
}
