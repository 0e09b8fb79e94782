import { useTranslation } from 'react-i18next';
import { Checkbox, CheckboxGroup } from 'suomifi-ui-components';
import type { Right } from '../../api/types.js';
import { RIGHTS, withRight } from './rights.js';

interface RightsChoiceProps {
  readonly label: string;
  readonly hint: string;
  readonly chosen: ReadonlySet<Right>;
  /** What is wrong with the choice. */
  readonly problem?: string;
  readonly onChange: (chosen: ReadonlySet<Right>) => void;
}

/** The rights that a request is about, each with what it means in plain words. */
export function RightsChoice({ label, hint, chosen, problem, onChange }: RightsChoiceProps) {
  const { t } = useTranslation();
  return (
    <CheckboxGroup
      labelText={label}
      groupHintText={hint}
      {...(problem === undefined ? {} : { groupStatus: 'error', groupStatusText: problem })}
    >
      {RIGHTS.map(right => (
        <Checkbox
          key={right}
          checked={chosen.has(right)}
          hintText={t(`rights.right.${right}.hint`)}
          onClick={({ checkboxState }) => {
            onChange(withRight(chosen, right, checkboxState));
          }}
        >
          {t(`rights.right.${right}.name`)}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
