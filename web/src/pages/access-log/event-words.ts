import { useTranslation } from 'react-i18next';
import type { LogEvent } from '../../api/types.js';
import type fi from '../../locales/fi.json';
import type { NamedAction } from './log-actions.js';

type OutcomeKey = `outcomes.${keyof typeof fi.outcomes}`;
type ObjectKey = `objectKinds.${keyof typeof fi.objectKinds}`;
type ReasonKey = `reasons.${keyof typeof fi.reasons}`;
type FieldKey = `fields.${keyof typeof fi.fields}`;
type PurposeKey = `purposes.${keyof typeof fi.purposes}.name`;

/** The words for what events say in codes; a code without words is shown as it is. */
export function useEventWords() {
  const { t, i18n } = useTranslation();
  const known = (key: string) => i18n.exists(key); // before each `as`
  return {
    action: ({ action, facts }: Pick<LogEvent, 'action' | 'facts'>): string => {
      const key = `actions.${action}`;
      const sentence = known(key) ? t(key as `actions.${NamedAction}`) : action;
      return [sentence, fieldName(facts['field'])].filter(Boolean).join(': ');
    },
    outcome: (outcome: string): string =>
      known(`outcomes.${outcome}`) ? t(`outcomes.${outcome}` as OutcomeKey) : outcome,
    object: (kind: string): string => (known(`objectKinds.${kind}`) ? t(`objectKinds.${kind}` as ObjectKey) : kind),
    reason: (reason: string): string => (known(`reasons.${reason}`) ? t(`reasons.${reason}` as ReasonKey) : reason),
    purpose: (purpose: string): string =>
      known(`purposes.${purpose}.name`) ? t(`purposes.${purpose}.name` as PurposeKey) : purpose,
  };

  function fieldName(field: unknown): string {
    const key = `fields.${String(field)}`;
    return known(key) ? t(key as FieldKey).toLocaleLowerCase(i18n.language) : '';
  }
}
