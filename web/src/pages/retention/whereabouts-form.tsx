import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, RadioButton, RadioButtonGroup, TextInput } from 'suomifi-ui-components';
import { DayField } from '../../ui/day-field.js';
import { isDay } from '../../ui/format/helsinki.js';
import { useForm } from '../../ui/use-form.js';
import { isId, type CertificateQuery } from './certificate-query.js';

const WAYS = ['day', 'id'] as const;
type Way = (typeof WAYS)[number];

interface WhereaboutsFormProps {
  /** What was asked last. */
  readonly asked: Omit<CertificateQuery, 'run'> | null;
  readonly onAsk: (question: Record<string, string>) => void;
}

/** Asks about a call by its day and queue, or about one unit by its id. */
export function WhereaboutsForm({ asked, onAsk }: WhereaboutsFormProps) {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>(asked?.id ? 'id' : 'day');
  const form = useForm(
    { id: asked?.id ?? '', on: asked?.on ?? '', queue: asked?.queue ?? '' },
    {
      required: way === 'id' ? ['id'] : ['on'],
      check: ({ id, on }) =>
        way === 'id' ? { id: isId(id.trim()) ? '' : t('whereabouts.notId') } : { on: isDay(on) ? '' : t('form.day') },
    },
  );

  return (
    <form
      className="form no-print"
      noValidate
      onSubmit={form.onSubmit(({ id, on, queue }) => {
        if (way === 'id') onAsk({ id: id.trim() });
        else onAsk({ on, ...(queue.trim() === '' ? {} : { queue: queue.trim() }) });
      })}
    >
      <RadioButtonGroup
        name="way"
        labelText={t('whereabouts.way')}
        value={way}
        onChange={chosen => {
          setWay(WAYS.find(one => one === chosen) ?? 'day');
        }}
      >
        {WAYS.map(one => (
          <RadioButton key={one} value={one}>
            {t(`whereabouts.ways.${one}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
      {way === 'id' ? (
        <TextInput
          labelText={t('retention.unitId')}
          hintText={t('whereabouts.idHint')}
          autoComplete="off"
          {...form.field('id')}
        />
      ) : (
        <>
          <DayField
            label={t('retention.callOn')}
            name="on"
            required
            value={form.values.on}
            problem={form.faultOf('on')}
            onChange={value => {
              form.set('on', value);
            }}
          />
          <TextInput labelText={t('fields.queue')} optionalText={t('form.optional')} {...form.field('queue')} />
        </>
      )}
      <p>{t('whereabouts.logged')}</p>
      <div>
        <Button type="submit">{t('whereabouts.ask')}</Button>
      </div>
    </form>
  );
}
