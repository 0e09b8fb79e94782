import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import type { HoldKind } from '../../api/types.js';

interface HoldKindChoiceProps {
  readonly kinds: readonly HoldKind[];
  readonly value: HoldKind | null;
  readonly fault: string | undefined;
  readonly onChange: (kind: HoldKind) => void;
}

/** For what a recording is to be kept longer. */
export function HoldKindChoice({ kinds, value, fault, onChange }: HoldKindChoiceProps) {
  const { t } = useTranslation();
  return (
    <RadioButtonGroup
      name="kind"
      labelText={t('holds.kind')}
      value={value ?? ''}
      {...(fault ? { groupStatus: 'error', groupStatusText: t('holds.chooseKind') } : {})}
      onChange={chosen => {
        const kind = kinds.find(one => one === chosen);
        if (kind) onChange(kind);
      }}
    >
      {kinds.map(kind => (
        <RadioButton key={kind} value={kind} hintText={t(`holds.kindHints.${kind}`)}>
          {t(`holds.kinds.${kind}`)}
        </RadioButton>
      ))}
    </RadioButtonGroup>
  );
}
