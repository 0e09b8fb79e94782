import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import { CaseDocument, Delivery } from '../case/case-output.entity.js';
import type { Informed } from './effect-detail.js';
import { notInformed } from './effect-refusals.js';
import type { NewLifting } from './effects.schemas.js';

/**
 * How and when the person was told that a restriction will be lifted (GDPR art. 18(3)).
 * @throws DomainError `not-informed` for a day that lies ahead, for a delivery that is not of a letter of the case, and for a download that
 *   nobody has fetched
 */
export async function informedPerson(
  em: EntityManager,
  caseId: string,
  informed: NewLifting['informed'],
  today: Day,
): Promise<Informed> {
  if ('on' in informed) {
    if (informed.on > today) throw notInformed();
    return { on: informed.on, channel: informed.channel, deliveryId: null };
  }
  const delivery = await em.findOne(Delivery, { id: informed.deliveryId, caseId });
  const letter = delivery && (await em.findOne(CaseDocument, { id: delivery.documentId, caseId, kind: 'letter' }));
  const reachedAt = delivery?.channel === 'download' ? delivery.fetchedAt : delivery?.deliveredAt;
  if (!letter || !reachedAt) throw notInformed();
  return { on: helsinkiDay(reachedAt), channel: delivery.channel, deliveryId: delivery.id };
}
