import { FirstSchema } from './0001-first-schema.js';
import { TransparencyLog } from './0002-transparency-log.js';
import { Review } from './0003-review.js';
import { SecondFactor } from './0004-second-factor.js';
import { EnrolmentByTwo } from './0005-enrolment-by-two.js';
import { OpenId } from './0006-openid.js';
import { GrantsByTwo } from './0007-grants-by-two.js';
import { Duties } from './0008-duties.js';
import { Machines } from './0009-machines.js';
import { Streams } from './0010-streams.js';
import { HeldThrough } from './0011-held-through.js';
import { Holds } from './0012-holds.js';
import { BrakeAndCertificates } from './0013-brake-and-certificates.js';
import { ErasuresCopiesRules } from './0014-erasures-copies-rules.js';
import { ReconciliationAndDeparture } from './0015-reconciliation-and-departure.js';
import { FinalOn } from './0016-final-on.js';

/** Every change of the schema, in order. A landed one is never edited. */
export const MIGRATIONS = [
  { name: '0001-first-schema', class: FirstSchema },
  { name: '0002-transparency-log', class: TransparencyLog },
  { name: '0003-review', class: Review },
  { name: '0004-second-factor', class: SecondFactor },
  { name: '0005-enrolment-by-two', class: EnrolmentByTwo },
  { name: '0006-openid', class: OpenId },
  { name: '0007-grants-by-two', class: GrantsByTwo },
  { name: '0008-duties', class: Duties },
  { name: '0009-machines', class: Machines },
  { name: '0010-streams', class: Streams },
  { name: '0011-held-through', class: HeldThrough },
  { name: '0012-holds', class: Holds },
  { name: '0013-brake-and-certificates', class: BrakeAndCertificates },
  { name: '0014-erasures-copies-rules', class: ErasuresCopiesRules },
  { name: '0015-reconciliation-and-departure', class: ReconciliationAndDeparture },
  { name: '0016-final-on', class: FinalOn },
];
