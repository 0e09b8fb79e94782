import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { machineTokenOf } from '../../identity/index.js';
import { RequestLimits, TooManyRequests, type RequestInHand } from '../../platform/http/index.js';

/**
 * Refuses the request too many of a person or a machine. The first one of its minute leaves an event: whoever asks for more than a
 * person can read may be copying a list.
 */
@Injectable()
export class LimitRequesterGuard implements CanActivate {
  constructor(
    private readonly limits: RequestLimits,
    private readonly trail: AuditTrail,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestInHand>();
    if (!request.user) return true;
    try {
      await this.limits.countRequester(request, request.user, machineTokenOf(request));
    } catch (refusal) {
      if (refusal instanceof TooManyRequests && refusal.isFirst) await this.#record(refusal, request.user);
      throw refusal;
    }
    return true;
  }

  async #record({ code }: TooManyRequests, requester: NonNullable<RequestInHand['user']>): Promise<void> {
    await this.trail.recordAlone({
      action: 'route.refused',
      outcome: 'refused',
      actor: actorOf(requester),
      reason: code,
    });
  }
}
