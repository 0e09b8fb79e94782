import { useTranslation } from 'react-i18next';
import type { RightsCase } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { phone } from '../../ui/format/phone.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { useCase } from './case-in-view.js';
import { Documents } from './documents.js';
import { HiddenCode } from './hidden-code.js';
import { SimilarCases } from './similar-cases.js';

const PERSON_FIELDS = ['name', 'personalIdentityCode', 'phone', 'email', 'address', 'unit'] as const;

/** What was asked, by whom and how it came. */
export function RequestView() {
  const { rightsCase } = useCase();
  return (
    <div className="stack">
      <Asked rightsCase={rightsCase} />
      <Person request={rightsCase.request} />
      <Arrival rightsCase={rightsCase} />
      <Stops rightsCase={rightsCase} />
      <Documents />
      <SimilarCases />
    </div>
  );
}

function Asked({ rightsCase: { request, rights, language } }: { readonly rightsCase: RightsCase }) {
  const { t } = useTranslation();
  const { authority } = request;
  return (
    <Panel title={t('rights.register.text')}>
      <p className="case-text">{request.text}</p>
      <Facts>
        <Fact name={t('rights.rights')}>
          {rights.map(right => t(`rights.right.${right}.name`)).join(', ') || t('rights.noRightsYet')}
        </Fact>
        <Fact name={t('rights.register.language')}>{t(`languages.${language}`)}</Fact>
        {authority === undefined ? null : (
          <>
            <Fact name={t('rights.channel.authority')}>{authority.name}</Fact>
            <Fact name={t('rights.authorityReference')}>
              {authority.reference}
              <small>{authority.contact}</small>
            </Fact>
            <Fact name={t('rights.provision')}>{authority.provision}</Fact>
            <Fact name={t('rights.scope')}>{authority.scope}</Fact>
          </>
        )}
      </Facts>
    </Panel>
  );
}

function Person({ request: { person, representative, identity } }: Pick<RightsCase, 'request'>) {
  const { t } = useTranslation();
  const given = PERSON_FIELDS.filter(field => person[field] !== undefined);
  return (
    <Panel title={t('rights.register.person')}>
      {given.length === 0 ? <p>{t('rights.nobodyNamed')}</p> : null}
      <Facts>
        {given.map(field => (
          <Fact key={field} name={t(`rights.person.${field}`)}>
            {field === 'personalIdentityCode' ? <HiddenCode code={person[field] ?? ''} /> : null}
            {field === 'phone' ? phone(person[field] ?? '') : null}
            {field === 'personalIdentityCode' || field === 'phone' ? null : person[field]}
          </Fact>
        ))}
        {representative === undefined ? null : (
          <Fact name={t('rights.representative')}>
            {representative.name}
            <small>{representative.mandate}</small>
            {representative.contact === undefined ? null : <small>{representative.contact}</small>}
          </Fact>
        )}
        {identity === undefined ? null : (
          <Fact name={t('rights.identity')}>
            {identity.method === null
              ? t('rights.triage.notIdentified')
              : t(`rights.identityMethods.${identity.method}`)}
            {identity.doubt === undefined ? null : <small>{identity.doubt}</small>}
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}

function Arrival({ rightsCase }: { readonly rightsCase: RightsCase }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { registrarName, registeredAt, decidedAt, answeredAt, closedAt, dueOn } = rightsCase;
  const { subjectStaffId, subjectStaffName } = rightsCase;
  const moments = { decidedAt, answeredAt, closedAt };
  return (
    <Panel title={t('rights.course')}>
      <Facts>
        <Fact name={t('rights.registeredBy')}>
          {t('holds.byAt', { name: registrarName ?? t('holds.nobody'), at: format.dateTime(registeredAt) })}
        </Fact>
        {(['decidedAt', 'answeredAt', 'closedAt'] as const).map(moment => {
          const at = moments[moment];
          return at === null ? null : (
            <Fact key={moment} name={t(`rights.moments.${moment}`)}>
              {format.dateTime(at)}
            </Fact>
          );
        })}
        {subjectStaffId === null ? null : (
          <Fact name={t('rights.aboutStaff')}>{subjectStaffName ?? t('holds.nobody')}</Fact>
        )}
        <Fact name={t('rights.keptUntil')}>{format.day(dueOn)}</Fact>
      </Facts>
    </Panel>
  );
}

function Stops({ rightsCase: { stops } }: { readonly rightsCase: RightsCase }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (stops.length === 0) return null;
  return (
    <Panel title={t('rights.stops.title')}>
      <Facts>
        {stops.map(({ id, kind, stoppedAt, resumedAt }) => (
          <Fact key={id} name={t(`rights.stops.kinds.${kind}`)}>
            {resumedAt === null
              ? t('rights.stops.since', { at: format.dateTime(stoppedAt) })
              : t('rights.stops.between', { from: format.dateTime(stoppedAt), to: format.dateTime(resumedAt) })}
          </Fact>
        ))}
      </Facts>
    </Panel>
  );
}
