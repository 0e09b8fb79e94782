import { useTranslation } from 'react-i18next';
import { Checkbox, TextInput } from 'suomifi-ui-components';
import { DayField } from '../../ui/day-field.js';
import { Panel } from '../../ui/panel.js';
import { MOST_DAYS } from './source-draft.js';
import type { DraftProps } from './source-editor.js';

/** What the source may deliver, and what it says of the copies that it keeps itself. */
export function OwnCopy({ draft, onChange, faults }: DraftProps & { readonly faults: readonly string[] }) {
  const { t } = useTranslation();
  const wrong = (name: string) => (faults.includes(name) ? ('error' as const) : ('default' as const));
  return (
    <Panel title={t('sources.basics')}>
      <div className="form">
        <Checkbox
          checked={draft.keepsIdentityCodes}
          hintText={t('sources.identityCodesHint')}
          onClick={({ checkboxState }) => {
            onChange({ keepsIdentityCodes: checkboxState });
          }}
        >
          {t('sources.identityCodes')}
        </Checkbox>
        <TextInput
          labelText={t('sources.keepsDays')}
          hintText={t('sources.keepsDaysHint', { most: MOST_DAYS })}
          name="keepsDays"
          inputMode="numeric"
          value={draft.keepsDays}
          status={wrong('keepsDays')}
          statusText={faults.includes('keepsDays') ? t('sources.keepsDaysHint', { most: MOST_DAYS }) : ''}
          onChange={value => {
            onChange({ keepsDays: String(value ?? '') });
          }}
        />
        <TextInput
          labelText={t('sources.copyPlace')}
          hintText={t('sources.copyPlaceHint')}
          name="copyPlace"
          maxLength={120}
          value={draft.copyPlace}
          status={wrong('copyPlace')}
          statusText={faults.includes('copyPlace') ? t('sources.copyPlaceBoth') : ''}
          onChange={value => {
            onChange({ copyPlace: String(value ?? '') });
          }}
        />
        <TextInput
          labelText={t('sources.copyCountry')}
          hintText={t('sources.copyCountryHint')}
          name="copyCountry"
          maxLength={2}
          value={draft.copyCountry}
          onChange={value => {
            onChange({ copyCountry: String(value ?? '') });
          }}
        />
        <DayField
          label={t('sources.copyThrough')}
          name="copyThrough"
          problem={faults.includes('copyThrough') ? t('form.day') : undefined}
          value={draft.copyThrough}
          onChange={copyThrough => {
            onChange({ copyThrough });
          }}
        />
        <TextInput
          labelText={t('sources.copyReference')}
          hintText={t('sources.copyReferenceHint')}
          name="copyReference"
          fullWidth
          maxLength={200}
          value={draft.copyReference}
          status={wrong('copyReference')}
          statusText={faults.includes('copyReference') ? t('sources.copyBoth') : ''}
          onChange={value => {
            onChange({ copyReference: String(value ?? '') });
          }}
        />
      </div>
    </Panel>
  );
}
