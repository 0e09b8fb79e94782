import { PURPOSES, type Purpose } from '../../access/index.js';
import { ARTICLE_9_CONDITIONS, type Article9Condition } from '../../platform/config/index.js';

/** On which condition of GDPR art. 9(2) data on health are processed for each purpose (counsel); one that is not named is open. */
export type Article9Conditions = Partial<Readonly<Record<Purpose, Article9Condition>>>;

/**
 * The conditions that a setting names, such as `complaint=legal-claims`.
 * @throws RangeError for a purpose or a condition that there is not, and for a purpose named twice
 */
export function parseArticle9Conditions(text: string): Article9Conditions {
  const conditions: Partial<Record<Purpose, Article9Condition>> = {};
  const pairs = text.split(',').map(part => part.trim());
  for (const pair of pairs.filter(part => part !== '')) {
    const [name, named] = pair.split('=').map(part => part.trim());
    const purpose = PURPOSES.find(one => one === name);
    const condition = ARTICLE_9_CONDITIONS.find(one => one === named);
    if (!purpose || !condition || conditions[purpose]) throw new RangeError('names purposes and their conditions');
    conditions[purpose] = condition;
  }
  return conditions;
}
