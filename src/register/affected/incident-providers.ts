import { AffectedRecordingsController } from './affected-recordings.controller.js';
import { AffectedController } from './affected.controller.js';
import { CorrectAwareness } from './correct-awareness.js';
import { DecideNotification } from './decide-notification.js';
import { ExportIncident } from './export-incident.js';
import { FindAffected } from './find-affected.js';
import { IncidentDecisionsController } from './incident-decisions.controller.js';
import { IncidentDetails } from './incident-details.js';
import { IncidentsController } from './incidents.controller.js';
import { ListAffected } from './list-affected.js';
import { ReadIncidents } from './read-incidents.js';
import { ReadListings } from './read-listings.js';
import { ReadRecordingsOfListing } from './read-recordings-of-listing.js';
import { RecordCommunication } from './record-communication.js';
import { RecordNotification } from './record-notification.js';
import { RegisterIncident } from './register-incident.js';
import { ReplayIncidents } from './replay-incidents.js';
import { RevealPersonOfIncident } from './reveal-person.js';

/** Everything that breaches of personal data are made of, in one place for the module. */
export const INCIDENT_PROVIDERS = [
  ...[CorrectAwareness, DecideNotification, ExportIncident, FindAffected, IncidentDetails, ListAffected],
  ...[ReadIncidents, ReadListings, ReadRecordingsOfListing, RecordCommunication, RecordNotification, RegisterIncident],
  ...[ReplayIncidents, RevealPersonOfIncident],
];
export const INCIDENT_CONTROLLERS = [
  ...[IncidentsController, IncidentDecisionsController, AffectedController, AffectedRecordingsController],
];
