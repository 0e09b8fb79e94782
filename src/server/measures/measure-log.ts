import { Injectable } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { LastVerification, LogGate, LogHead, LogLag } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { gaugesIn, Measurer } from './measurer.js';

/** How far the access log has got, and how sound it is, as this instance sees it. */
@Injectable()
export class MeasureLog extends Measurer {
  readonly part = 'log';
  #gauges: ReturnType<typeof gaugesOf> | undefined;

  constructor(
    private readonly head: LogHead,
    private readonly gate: LogGate,
    private readonly lag: LogLag,
    private readonly verification: LastVerification,
    private readonly clock: Clock,
  ) {
    super();
  }

  register(registry: Registry): void {
    this.#gauges = gaugesOf(registry);
  }

  async look(): Promise<() => void> {
    const { size, signedAt } = await this.head.read();
    const lag = await this.lag.read();
    const verified = await this.verification.find();
    const alarms = await this.verification.latchedAlarms();
    return () => {
      if (!this.#gauges) return;
      const { events, age, closed, pending, behind, latched, copied, backedUp } = this.#gauges;
      events.set(size);
      age.set(this.#since(signedAt));
      closed.set(this.gate.reasons().length > 0 ? 1 : 0);
      pending.set(lag.pending);
      behind.set(lag.oldestPendingAt ? this.#since(lag.oldestPendingAt) : 0);
      latched.set(alarms);
      copied.set(lag.notCopied);
      // What never was has no age: its measure is absent, which is what an alert asks for.
      if (lag.backedUpAt) backedUp.set(this.#since(lag.backedUpAt));
      if (verified) this.#verified(verified.finishedAt, verified.outcome === 'verified');
    };
  }

  #verified(at: Date, isSound: boolean): void {
    this.#gauges?.verifiedAge.set(this.#since(at));
    this.#gauges?.verified.set(isSound ? 1 : 0);
  }

  #since(at: Date): number {
    return (this.clock.now().getTime() - at.getTime()) / 1000;
  }
}

function gaugesOf(registry: Registry) {
  const gauge = gaugesIn(registry);
  /** Without a label a gauge begins at 0: one that begins absent is removed until it is set. */
  const absent = (name: string, help: string) => {
    const made = gauge(name, help);
    made.remove();
    return made;
  };
  return {
    events: gauge('log_events', 'Events that are in the tree of the access log'),
    age: gauge('log_checkpoint_age_seconds', 'Seconds since the head of the access log was signed'),
    closed: gauge('log_closed', 'Whether this instance plays nothing because of the access log'),
    pending: gauge('log_events_pending', 'Committed events that have no place in the tree yet; 10000 stands for more'),
    behind: gauge('log_integration_lag_seconds', 'Seconds since the oldest of them was recorded; 0: none'),
    latched: gauge('log_alarms_open', 'Alarms about the access log that no auditor has cleared'),
    copied: gauge('log_events_not_copied', 'Events of the tree that are not in the copy outside yet'),
    verifiedAge: absent('log_verification_age_seconds', 'Seconds since the whole log was last verified'),
    verified: absent('log_verified', 'Whether that verification found the log sound'),
    backedUp: absent('backup_age_seconds', 'Seconds since the last backup was taken'),
  };
}
