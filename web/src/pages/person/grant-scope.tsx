import { useTranslation } from 'react-i18next';
import { Checkbox, CheckboxGroup, Textarea } from 'suomifi-ui-components';
import type { Purpose, Role } from '../../api/types.js';
import type { GrantDraft } from './new-grant.js';
import { PURPOSES_OF_ROLE } from './role-purposes.js';

interface PurposesProps {
  readonly role: Role;
  readonly chosen: readonly Purpose[];
  readonly onChange: (purposes: readonly Purpose[]) => void;
}

/** The purposes of a grant, of those that its role may have. */
export function GrantPurposes({ role, chosen, onChange }: PurposesProps) {
  const { t } = useTranslation();
  const possible = PURPOSES_OF_ROLE[role];
  if (possible.length === 0) return <p>{t('grants.hearsNothing')}</p>;
  return (
    <CheckboxGroup labelText={t('grants.purposes')}>
      {possible.map(purpose => (
        <Checkbox
          key={purpose}
          checked={chosen.includes(purpose)}
          onClick={({ checkboxState }) => {
            onChange(possible.filter(one => (one === purpose ? checkboxState : chosen.includes(one))));
          }}
        >
          {t(`purposes.${purpose}.name`)}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

interface ScopeProps {
  readonly draft: Pick<GrantDraft, 'role' | 'ownCallsOnly' | 'queues' | 'units'>;
  readonly onChange: (some: Partial<GrantDraft>) => void;
}

/** The scope limits what is heard; a role that hears nothing has none. */
export function GrantScope({ draft: { role, ownCallsOnly, queues, units }, onChange }: ScopeProps) {
  const { t } = useTranslation();
  if (PURPOSES_OF_ROLE[role].length === 0) return null;
  return (
    <>
      <Checkbox
        checked={ownCallsOnly}
        onClick={({ checkboxState }) => {
          onChange({ ownCallsOnly: checkboxState });
        }}
      >
        {t('grants.ownCallsOnly')}
      </Checkbox>
      <Textarea
        labelText={t('grants.queuesField')}
        hintText={t('grants.namesHint')}
        fullWidth
        value={queues}
        onChange={event => {
          onChange({ queues: event.target.value });
        }}
      />
      <Textarea
        labelText={t('grants.unitsField')}
        hintText={t('grants.namesHint')}
        fullWidth
        value={units}
        onChange={event => {
          onChange({ units: event.target.value });
        }}
      />
    </>
  );
}
