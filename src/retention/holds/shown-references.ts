import { Injectable } from '@nestjs/common';
import type { Permissions, Reach } from '../../access/index.js';

/** A query of the numbers of the cases that somebody sees, whose parameters follow `taken` others; null: they see none. */
export type CasesSeen = (permissions: Permissions, taken: number) => Reach | null;

/**
 * The reference of a hold as somebody may see it. The number of a data subject's case is for those who see that case (domain.md
 * §3): nobody who sees no cases, and not the officer whom it is about. The floor of the rights says which those are, in its
 * module's constructor, so that this one asks nobody upwards; until it has spoken nobody sees a number.
 */
@Injectable()
export class ShownReferences {
  #casesSeen: CasesSeen = () => null;

  /** Says which cases people see. */
  byCases(casesSeen: CasesSeen): void {
    this.#casesSeen = casesSeen;
  }

  /** SQL of the reference of a hold `h`. @param taken parameters that the statement already has */
  of(permissions: Permissions, taken: number): Reach {
    const seen = this.#casesSeen(permissions, taken);
    const isSeen = seen ? `h.reference in (${seen.sql})` : 'false';
    const sql = `case when h.kind <> 'rights-request' or ${isSeen} then h.reference else '' end`;
    return { sql, values: seen?.values ?? [] };
  }
}
