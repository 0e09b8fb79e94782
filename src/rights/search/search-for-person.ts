import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf } from '../../audit/index.js';
import { DomainError } from '../../kernel/errors.js';
import type { Requester } from '../../platform/http/index.js';
import { FindCallsOfPerson, isMisread, isSearchable } from '../../recordings/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { checkUndecided } from '../case/undecided.js';
import { KeepCandidates } from './keep-candidates.js';
import { NoteSearch } from './note-search.js';
import type { SearchResult, WantedSearch } from './search.schemas.js';

/** Looks for the person of a case among everything that lives and that the officer may see. */
@Injectable()
export class SearchForPerson {
  constructor(
    private readonly acts: ActOnCase,
    private readonly calls: FindCallsOfPerson,
    private readonly noteSearch: NoteSearch,
    private readonly keep: KeepCandidates,
  ) {}

  /**
   * The search is committed before anybody sees what it found; then what it found is held. A crash between the two leaves candidates
   * without a hold, which the next look within the minute holds.
   * @throws DomainError `nothing-to-search`, `wrong-state` after the decision
   */
  async execute(
    caseId: string,
    wanted: WantedSearch,
    requester: Requester,
    permissions: Permissions,
  ): Promise<SearchResult> {
    const result = await this.acts.execute(
      caseId,
      { verb: 'handle', action: 'rights-request.searched' },
      async (em, rightsCase, actor) => {
        checkUndecided(rightsCase, 'searching');
        if (!isSearchable(wanted) || isMisread(wanted)) throw nothingToSearch();
        const found = await this.calls.execute(wanted, permissions);
        if (rightsCase.state === 'triaged') rightsCase.state = 'searching';
        return this.noteSearch.execute(em, rightsCase, wanted, found, actor);
      },
      requester,
      permissions,
    );
    await this.keep.soon(caseId, actorOf(requester));
    return result;
  }
}

function nothingToSearch(): DomainError {
  return new DomainError('unprocessable', 'nothing-to-search', 'Nothing in these fields can be searched for.');
}
