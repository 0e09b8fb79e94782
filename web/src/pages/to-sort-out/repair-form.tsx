import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup, TextInput } from 'suomifi-ui-components';
import { ActForm } from '../../ui/act-form.js';
import type { QuarantinedDetails } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { DayField } from '../../ui/day-field.js';
import { isDay } from '../../ui/format/helsinki.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';
import { typedTime } from './helsinki-moment.js';
import type { useItemChange } from './item-queries.js';
import { DIRECTIONS, fieldsOf, repairOf, type Repair } from './repair-fields.js';

const AGENT_KINDS = ['username', 'extension', 'directoryId'] as const;
const REQUIRED = [
  ...(['direction', 'startedOn', 'startedTime', 'endedOn', 'endedTime'] as const),
  ...(['queue', 'agentName', 'reason'] as const),
] as const;

interface RepairFormProps {
  readonly item: QuarantinedDetails;
  readonly change: ReturnType<typeof useItemChange>;
  readonly onCancel: () => void;
}

/** Corrects what an item says of its call. Masked fields begin empty: what is not typed stays as it came. */
export function RepairForm({ item: { call }, change, onCancel }: RepairFormProps) {
  const { t } = useTranslation();
  const form = useForm(repairOf(call), { required: REQUIRED, check: useRepairCheck(), keptAs: 'repair' });
  const text = (name: keyof Repair, labelText: string) => <TextInput labelText={labelText} {...form.field(name)} />;
  return (
    <ActForm
      text={t('toSortOut.what.repair')}
      logged={t('toSortOut.logged.repair')}
      button={t('toSortOut.send.repair')}
      isPending={change.isPending}
      error={change.error}
      onSubmit={form.onSubmit(values => {
        change.mutate({ act: 'repair', fields: fieldsOf(call, values), reason: values.reason.trim() });
      })}
      onCancel={onCancel}
    >
      <RadioButtonGroup
        name="direction"
        labelText={t('recording.direction')}
        value={form.values.direction}
        {...(form.faultOf('direction')
          ? { groupStatus: 'error', groupStatusText: t('toSortOut.chooseDirection') }
          : {})}
        onChange={direction => {
          form.set('direction', direction);
        }}
      >
        {DIRECTIONS.map(direction => (
          <RadioButton key={direction} value={direction}>
            {t(`directions.${direction}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
      {(['started', 'ended'] as const).map(which => (
        <div className="form__row" key={which}>
          <DayField
            label={t(`toSortOut.${which}On`)}
            name={`${which}On`}
            required
            value={form.values[`${which}On`]}
            problem={form.faultOf(`${which}On`)}
            onChange={value => {
              form.set(`${which}On`, value);
            }}
          />
          {text(`${which}Time`, t(`toSortOut.${which}Time`))}
        </div>
      ))}
      {text('queue', t('fields.queue'))}
      {text('unit', t('fields.unit'))}
      <Choice
        label={t('toSortOut.agentKind')}
        value={form.values.agentKind}
        options={AGENT_KINDS.map(value => ({ value, label: t(`fields.${value}`) }))}
        onChange={value => {
          form.set('agentKind', value);
        }}
      />
      {text('agentName', t('toSortOut.agentName'))}
      {text('linkedId', t('toSortOut.linkedId'))}
      {text('ticket', t('fields.ticket'))}
      {text('name', t('toSortOut.callerName'))}
      {text('phone', t('toSortOut.callerPhone'))}
      <LongText
        labelText={t('fields.reason')}
        hintText={t('holds.textHint')}
        maxLength={1000}
        {...form.field('reason')}
      />
    </ActForm>
  );
}

/** Says which days and times are none. */
function useRepairCheck() {
  const { t } = useTranslation();
  return ({ startedOn, startedTime, endedOn, endedTime }: Repair) => ({
    ...(isDay(startedOn) ? {} : { startedOn: t('form.day') }),
    ...(typedTime(startedTime) === null ? { startedTime: t('toSortOut.badTime') } : {}),
    ...(isDay(endedOn) ? {} : { endedOn: t('form.day') }),
    ...(typedTime(endedTime) === null ? { endedTime: t('toSortOut.badTime') } : {}),
  });
}
