import { ApplyRule } from './apply-rule.js';
import { ApplyRules } from './apply-rules.job.js';
import { DecideRule } from './decide-rule.js';
import { FinishRule } from './finish-rule.js';
import { PreviewRule } from './preview-rule.js';
import { ProposeRule } from './propose-rule.js';
import { ReadRules } from './read-rules.js';
import { ReplayRules } from './replay-rules.js';
import { RulesToApply } from './rules-to-apply.js';

/** Everything that the versions of the retention rule are made of, in one place for the module. */
export const RULE_PROVIDERS = [
  ApplyRule,
  ApplyRules,
  DecideRule,
  FinishRule,
  PreviewRule,
  ProposeRule,
  ReadRules,
  ReplayRules,
  RulesToApply,
];
