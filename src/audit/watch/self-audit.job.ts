import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Looks } from '../looks.js';
import { SelfAudit } from './self-audit.js';

const LOOK_EVERY_MS = 1000;

/** Says each second that the instance is to look after the log. */
@Injectable()
export class SelfAuditJob implements OnModuleDestroy {
  readonly #looks: Looks;

  constructor(selfAudit: SelfAudit) {
    this.#looks = new Looks(SelfAuditJob.name, 'look after the log', () => selfAudit.execute());
  }

  @Interval(LOOK_EVERY_MS)
  look(): Promise<void> {
    return this.#looks.look();
  }

  onModuleDestroy(): Promise<void> {
    return this.#looks.end();
  }
}
