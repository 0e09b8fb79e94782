import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/index.js';
import { parseLegalBases, portability } from './legal-bases.js';
import type { PortabilityView } from './effects.schemas.js';

/** Says which purposes the right to portability reaches, by the bases that the controller has settled. */
@Injectable()
export class ViewPortability {
  readonly #view: PortabilityView;

  /** @throws RangeError for a setting that names no purpose or no basis: then the server does not start */
  constructor(config: Config) {
    const { purposes, refusal } = portability(parseLegalBases(config.rights.legalBases));
    this.#view = { purposes: [...purposes], refusal };
  }

  execute(): PortabilityView {
    return this.#view;
  }
}
