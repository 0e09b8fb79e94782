export { Incident } from './affected/incident.entity.js';
export { IncidentListing, IncidentPerson } from './affected/incident-listing.entity.js';
export { NoticeVersion } from './notice/notice-version.entity.js';
export { Processor } from './processors/processor.entity.js';
export { RegisterModule } from './register.module.js';
