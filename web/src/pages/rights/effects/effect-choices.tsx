import { useTranslation } from 'react-i18next';
import { Checkbox, CheckboxGroup } from 'suomifi-ui-components';
import { useFormat } from '../../../ui/format/use-format.js';
import { Loading } from '../../../ui/loading.js';
import { useCase } from '../case-in-view.js';
import { useCaseRecordings } from '../recordings/use-case-recordings.js';
import { BLOCKABLE_PURPOSES, type BlockablePurpose } from './effect-draft.js';

interface ManyProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  /** What is wrong with the choice; empty where nothing is. */
  readonly problem: string;
  readonly onChange: (chosen: readonly Value[]) => void;
}

/** Some of a few. */
function Many<Value extends string>({ label, options, chosen, problem, onChange }: ManyProps<Value>) {
  return (
    <CheckboxGroup labelText={label} {...(problem === '' ? {} : { groupStatus: 'error', groupStatusText: problem })}>
      {options.map(option => (
        <Checkbox
          key={option.value}
          checked={chosen.includes(option.value)}
          onClick={({ checkboxState }) => {
            const values = options.map(({ value }) => value);
            onChange(values.filter(one => (one === option.value ? checkboxState : chosen.includes(one))));
          }}
        >
          {option.label}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

type ChoiceProps<Value extends string> = Pick<ManyProps<Value>, 'chosen' | 'problem' | 'onChange'>;

export function RecordingsChoice(props: ChoiceProps<string>) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const { isPending } = useCaseRecordings(rightsCase.id);
  const options = useIncluded();
  if (isPending) return <Loading />;
  if (options.length === 0) return <p>{t('rights.copies.none')}</p>;
  return <Many label={t('rights.effects.recordings')} options={options} {...props} />;
}

export function PurposesChoice({ label, ...props }: ChoiceProps<BlockablePurpose> & { readonly label: string }) {
  const { t } = useTranslation();
  const options = BLOCKABLE_PURPOSES.map(value => ({ value, label: t(`purposes.${value}.name`) }));
  return <Many label={label} options={options} {...props} />;
}

/** The recordings that are taken up and still kept, as they are chosen: by when the call was and on which queue. */
export function useIncluded(): { value: string; label: string }[] {
  const format = useFormat();
  const { rightsCase } = useCase();
  const { items } = useCaseRecordings(rightsCase.id);
  return items.flatMap(({ state, call, recordingId, queue }) => {
    if (state !== 'included' || call === null) return [];
    return [{ value: recordingId, label: `${format.dateTime(call.startedAt)} · ${queue}` }];
  });
}
