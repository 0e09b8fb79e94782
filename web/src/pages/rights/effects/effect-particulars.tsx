import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../ui/format/helsinki.js';
import { useFormat } from '../../../ui/format/use-format.js';
import type { useForm } from '../../../ui/use-form.js';
import { useDeliveries } from '../answer/use-deliveries.js';
import { useCase } from '../case-in-view.js';
import { useDocuments } from '../documents.js';
import { ChoiceOf, DayOf, RadiosOf } from '../../../ui/form-fields.js';
import type { EffectAct } from './effect-acts.js';
import { causesOf, EXCEPTION_GROUNDS, NOTICE_CHANNELS, RESTRICTION_GROUNDS, type EffectDraft } from './effect-draft.js';

interface EffectParticularsProps {
  readonly act: EffectAct;
  readonly form: ReturnType<typeof useForm<EffectDraft>>;
}

type FormOf = Pick<EffectParticularsProps, 'form'>;

/** What one kind of effect asks for beside recordings and reasons. */
export function EffectParticulars({ act, form }: EffectParticularsProps) {
  switch (act) {
    case 'restriction':
      return <Restriction form={form} />;
    case 'exception':
      return <Exception form={form} />;
    case 'lifting':
      return <Informed form={form} />;
    case 'block':
      return <Cause form={form} />;
    case 'correction':
    case 'statement':
    case 'unblock':
    case 'erasure':
      return null;
  }
}

function Restriction({ form }: FormOf) {
  const { t } = useTranslation();
  return (
    <RadiosOf
      form={form}
      name="ground"
      label={t('fields.ground')}
      options={RESTRICTION_GROUNDS.map(value => ({ value, label: t(`rights.effects.grounds.${value}`) }))}
    />
  );
}

/** GDPR art. 18(2). */
function Exception({ form }: FormOf) {
  const { t } = useTranslation();
  return (
    <>
      <RadiosOf
        form={form}
        name="ground"
        label={t('fields.ground')}
        options={EXCEPTION_GROUNDS.map(value => ({ value, label: t(`rights.effects.exceptionGrounds.${value}`) }))}
      />
      <DayOf form={form} name="until" label={t('rights.effects.exceptionUntil')} />
    </>
  );
}

/** What the block rests on: only what was asked for in the case. */
function Cause({ form }: FormOf) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const causes = causesOf(rightsCase.rights);
  return (
    <RadiosOf
      form={form}
      name="because"
      label={t('rights.effects.because')}
      options={causes.map(value => ({ value, label: t(`rights.effects.causes.${value}`) }))}
    />
  );
}

/** How the person was told before: by a letter of the case that was delivered, or another way on a day (art. 18(3)). */
function Informed({ form }: FormOf) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rightsCase } = useCase();
  const deliveries = useDeliveries(rightsCase.id).data?.items ?? [];
  const documents = useDocuments(rightsCase.id).data?.items ?? [];
  const letters = deliveries.flatMap(({ id, documentId, deliveredAt }) => {
    const letter = documents.find(one => one.id === documentId && one.kind === 'letter');
    const told = { letter: letter?.name ?? '', day: format.day(dayOf(new Date(deliveredAt))) };
    return letter ? [{ value: id, label: t('rights.effects.informedByLetter', told) }] : [];
  });
  const isOther = form.values.deliveryId === '';
  return (
    <>
      <RadiosOf
        form={form}
        name="deliveryId"
        label={t('rights.effects.informedHow')}
        options={[...letters, { value: '', label: t('rights.effects.informedOtherwise') }]}
      />
      {isOther ? (
        <>
          <DayOf form={form} name="informedOn" label={t('rights.effects.informedOn')} />
          <ChoiceOf
            form={form}
            name="informedBy"
            label={t('rights.effects.informedBy')}
            options={NOTICE_CHANNELS.map(value => ({ value, label: t(`rights.deliveries.channels.${value}`) }))}
          />
        </>
      ) : null}
    </>
  );
}
