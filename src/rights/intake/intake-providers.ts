import { AttachFile } from './attach-file.js';
import { DocumentsController } from './documents.controller.js';
import { FindDocument } from './find-document.js';
import { IntakeController } from './intake.controller.js';
import { ListDocuments } from './list-documents.js';
import { OpenDocument } from './open-document.js';
import { RegisterRequest } from './register-request.js';

export const INTAKE_CONTROLLERS = [IntakeController, DocumentsController];

/** How a request comes in, and what came with it. */
export const INTAKE_PROVIDERS = [RegisterRequest, AttachFile, FindDocument, ListDocuments, OpenDocument];
