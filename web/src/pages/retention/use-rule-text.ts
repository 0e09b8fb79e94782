import { useTranslation } from 'react-i18next';
import { ruleNamed } from './rule-words.js';

/** The words for a rule as certificates name it; another name is shown as it is. */
export function useRuleText(): (name: string) => string {
  const { t } = useTranslation();
  return name => {
    const rule = ruleNamed(name);
    return rule ? t(`retentionRules.${rule.kind}`, { ...rule }) : name;
  };
}
