import { Injectable } from '@nestjs/common';
import { LogGate, LogHead } from '../audit/index.js';
import { Clock } from '../kernel/clock.js';

/** How far the access log has got. */
export interface LogMeasures {
  readonly size: number;
  readonly ageSeconds: number;
  readonly closed: boolean;
}

/** Measures the access log as this instance sees it. */
@Injectable()
export class MeasureLog {
  constructor(
    private readonly head: LogHead,
    private readonly gate: LogGate,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<LogMeasures> {
    const { size, signedAt } = await this.head.read();
    const ageSeconds = (this.clock.now().getTime() - signedAt.getTime()) / 1000;
    return { size, ageSeconds, closed: this.gate.reasons().length > 0 };
  }
}
