/** Who outside takes part in what the server does, by a setting that names them. */
export const OUTSIDE_PARTIES = ['identity-provider', 'mail', 'alarms', 'siem', 'traces', 'inbox-bucket'] as const;
export type OutsidePartyName = (typeof OUTSIDE_PARTIES)[number];

/** One of them, and the country that it has declared: in the EEA, or the server would not have started (privacy notice §11). */
export interface OutsideParty {
  readonly party: OutsidePartyName;
  readonly country: string;
}

/** Those that are set. */
export function outsidePartiesOf(env: {
  readonly OIDC_COUNTRY?: string | undefined;
  readonly TALLENNE_MAIL_COUNTRY?: string | undefined;
  readonly TALLENNE_ALARM_WEBHOOK_COUNTRY?: string | undefined;
  readonly TALLENNE_SIEM_COUNTRY?: string | undefined;
  readonly TALLENNE_TRACES_COUNTRY?: string | undefined;
  readonly TALLENNE_INBOX_S3_COUNTRY?: string | undefined;
}): readonly OutsideParty[] {
  const countries = {
    'identity-provider': env.OIDC_COUNTRY,
    mail: env.TALLENNE_MAIL_COUNTRY,
    alarms: env.TALLENNE_ALARM_WEBHOOK_COUNTRY,
    siem: env.TALLENNE_SIEM_COUNTRY,
    traces: env.TALLENNE_TRACES_COUNTRY,
    'inbox-bucket': env.TALLENNE_INBOX_S3_COUNTRY,
  };
  return OUTSIDE_PARTIES.flatMap(party => {
    const country = countries[party];
    return country === undefined ? [] : [{ party, country }];
  });
}
