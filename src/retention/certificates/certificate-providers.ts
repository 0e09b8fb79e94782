import { CertificatesController } from './certificates.controller.js';
import { Finality } from './finality.js';
import { FindWhereabouts } from './find-whereabouts.js';
import { IssueCertificates } from './issue-certificates.js';
import { ReadCertificates } from './read-certificates.js';
import { SettleFinalDays } from './settle-final-days.job.js';

export const CERTIFICATE_CONTROLLERS = [CertificatesController];
export const CERTIFICATE_PROVIDERS = [Finality, FindWhereabouts, IssueCertificates, ReadCertificates, SettleFinalDays];
