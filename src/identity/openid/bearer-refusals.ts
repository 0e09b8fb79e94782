import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { hashToken } from '../opaque-token.js';
import { networkOf } from '../sign-in/network-of.js';
import type { OpenIdRefused } from './openid-refused.js';
import { recordRefusal } from './record-refusal.js';

const HOUR_MS = 3_600_000;
/** Refused tokens of one network that are written down in an hour, by one instance: enough to see what goes on. */
export const RECORDED_OF_A_NETWORK = 25;
/** Tokens and networks that are remembered at most. */
const REMEMBERED = 10_000;

/**
 * Writes refused bearer tokens down: each token once and not many of a network, since whoever likes may send what they like, and
 * a client that was set up wrongly tries all day.
 */
@Injectable()
export class BearerRefusals {
  #since = Number.NEGATIVE_INFINITY;
  readonly #tokens = new Set<string>();
  readonly #ofNetwork = new Map<string, number>();

  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async record(refused: OpenIdRefused, token: string, address: string): Promise<void> {
    if (this.#isWorthAnEvent(`${refused.reason}/${hashToken(token)}`, networkOf(address))) {
      await recordRefusal(this.trail, refused, 'bearer', address);
    }
  }

  #isWorthAnEvent(refusal: string, network: string): boolean {
    this.#forgetOld();
    const recorded = this.#ofNetwork.get(network) ?? 0;
    if (recorded >= RECORDED_OF_A_NETWORK || this.#tokens.has(refusal)) return false;
    this.#tokens.add(refusal);
    this.#ofNetwork.set(network, recorded + 1);
    return true;
  }

  #forgetOld(): void {
    const nowMs = this.clock.now().getTime();
    const isFull = this.#tokens.size >= REMEMBERED || this.#ofNetwork.size >= REMEMBERED;
    if (Math.abs(nowMs - this.#since) < HOUR_MS && !isFull) return;
    this.#since = nowMs;
    this.#tokens.clear();
    this.#ofNetwork.clear();
  }
}
