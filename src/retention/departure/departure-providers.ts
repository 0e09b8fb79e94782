import { CarryOutDeparture } from './carry-out-departure.js';
import { DecideDeparture } from './decide-departure.js';
import { DeparturesController } from './departures.controller.js';
import { ExportEverything } from './export-everything.js';
import { ExportRows } from './export-rows.js';
import { ProposeDeparture } from './propose-departure.js';
import { ProveEmpty } from './prove-empty.js';
import { ReadDepartures } from './read-departures.js';

/** A controller who leaves: what the module of retention provides for it. */
export const DEPARTURE_PROVIDERS = [
  ...[CarryOutDeparture, DecideDeparture, ExportEverything, ExportRows],
  ...[ProposeDeparture, ProveEmpty, ReadDepartures],
];

export const DEPARTURE_CONTROLLERS = [DeparturesController];
