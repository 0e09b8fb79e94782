export { Contact } from './contact.entity.js';
export { Party, PartyIndex } from './party.entity.js';
export { Playback } from './playback/playback.entity.js';
export { QuarantinedItem } from './quarantined-item.entity.js';
export { ReclaimUnits, type ReclaimedUnit, type UnitCounts } from './reclaim-units.js';
export { Recording } from './recording.entity.js';
export { RecordingsModule } from './recordings.module.js';
export { UnitsByDay, type UnitsOfDay } from './units-by-day.js';
export { Source } from './source.entity.js';
