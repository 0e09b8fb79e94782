import type { RefusalGround } from '../case/case-rows.entity.js';
import type { Ground } from '../letters/grounds.js';

/** The ground of a decision as the letters know it: cases write the article into its name. */
export const LETTER_GROUND: Readonly<Record<RefusalGround, Ground>> = {
  'not-identifiable-12-2': 'not-identifiable',
  'unfounded-12-5': 'manifestly-unfounded',
  'excessive-12-5': 'excessive',
  'rights-of-others-15-4': 'rights-of-others',
  'security-or-crime-dpa-34': 'security-or-crime',
  'serious-danger-dpa-34': 'serious-danger',
  'supervision-dpa-34': 'supervision',
  'legal-obligation-17-3-b': 'legal-obligation',
  'legal-claims-17-3-e': 'legal-claims',
  'under-hold-17': 'other-hold',
  'no-consent-or-contract-20': 'portability-no-basis',
  'accurate-16': 'accurate',
  'no-ground-17-1': 'no-ground-to-erase',
  'no-ground-18-1': 'no-ground-to-restrict',
  'no-consent-7-3': 'no-consent',
  'compelling-grounds-21': 'compelling-grounds',
};
