import { CertificatesController } from './certificates.controller.js';
import { FindWhereabouts } from './find-whereabouts.js';
import { IssueCertificates } from './issue-certificates.js';
import { ReadCertificates } from './read-certificates.js';

export const CERTIFICATE_CONTROLLERS = [CertificatesController];
export const CERTIFICATE_PROVIDERS = [FindWhereabouts, IssueCertificates, ReadCertificates];
