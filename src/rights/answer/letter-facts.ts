import type { RecordingUse } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import type { ControllerSettings } from '../../platform/config/controller-settings.js';
import type { CallToGive } from '../../recordings/index.js';
import type { RefusalGround } from '../case/grounds.js';
import type { Outcome, Right } from '../case/rights.js';
import type { RequestTexts, RightsCase } from '../case/rights-case.entity.js';
import type { RequestClock } from '../clock/request-clock.js';
import type { LegalBases } from '../effects/legal-bases.js';
import type { Signatory } from '../letters/letter-draft.js';

/** A claim with its reasons in clear. */
export interface DecidedClaim {
  readonly right: Right;
  readonly outcome: Outcome | null;
  readonly ground: RefusalGround | null;
  readonly reasons: string | null;
  readonly reasonsLeftOut: boolean;
}

/** All that a letter may be made of. */
export interface LetterFacts {
  readonly rightsCase: Pick<RightsCase, 'id' | 'number'>;
  readonly receivedOn: Day;
  readonly request: RequestTexts;
  readonly claims: readonly DecidedClaim[];
  readonly clock: RequestClock;
  readonly contacts: ControllerSettings;
  readonly legalBases: LegalBases;
  readonly signatory: Signatory | null;
  readonly today: Day;
  /** The recordings that are taken up in the case, and how they were used. */
  readonly calls: readonly CallToGive[];
  readonly uses: readonly RecordingUse[];
  /** Names of those who did the uses, by their ids. */
  readonly staffNames: ReadonlyMap<string, string>;
  /** What would be given, once it is decided; empty before. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** Names of the two people who decided about a disclosure, once each; they may be called the same. */
  readonly decidedBy: readonly string[];
}
