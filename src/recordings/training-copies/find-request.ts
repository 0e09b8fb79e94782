import { LockMode } from '@mikro-orm/core';
import type { Permissions } from '../../access/index.js';
import { notSecondPerson } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { copySettled, copySubject } from './copy-events.js';
import { TrainingCopyRequest } from './training-copy.entity.js';

/** Locks what was asked for, for somebody who may see it. @throws DomainError `not-found` also for what the person may not see */
export async function lockRequest(
  em: EntityManager,
  id: string,
  { ability }: Permissions,
): Promise<TrainingCopyRequest> {
  const request = await em.findOne(TrainingCopyRequest, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!request || !ability.can('list', copySubject(request))) throw notFound();
  return request;
}

/** @throws DomainError `not-second-person`, `copy-settled` */
export function mayDecide(request: TrainingCopyRequest, { ability }: Permissions): void {
  if (!ability.can('decide', copySubject(request))) throw notSecondPerson();
  if (request.state !== 'requested') throw copySettled();
}
