import { useTranslation } from 'react-i18next';
import { CaseGuide } from './case-guide.js';
import type { CaseInView } from './case-in-view.js';
import type { RightsCase } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { PageHeading } from '../../ui/page-heading.js';
import { CaseFlags, CaseStateTag } from './case-tags.js';
import { HandlingActsBar } from './handling/handling-acts-bar.js';
import { LastDay } from './last-day.js';
import './case.css';

/** The number of a case, where it is, its days, and in one sentence what is to be done next. */
export function CaseHead({ rightsCase, say }: CaseInView) {
  const { t } = useTranslation();
  return (
    <div className="case-head">
      <PageHeading title={t(`rights.titleOf.${rightsCase.kind}`, { number: rightsCase.number })}>
        <span className="tags">
          <CaseStateTag state={rightsCase.state} />
          <CaseFlags item={rightsCase} />
        </span>
      </PageHeading>
      <CaseGuide rightsCase={rightsCase} />
      <Days rightsCase={rightsCase} />
      <HandlingActsBar rightsCase={rightsCase} say={say} />
    </div>
  );
}

function Days({ rightsCase }: { readonly rightsCase: RightsCase }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { receivedAt, channel, lastOn, lastOnWithoutStops, internalTarget, officerName } = rightsCase;
  const differs = lastOn !== null && lastOn !== lastOnWithoutStops;
  return (
    <dl className="case-days">
      <div>
        <dt>{t('rights.lastOn')}</dt>
        <dd>
          <LastDay dated={rightsCase} />
          {differs ? <small>{t('rights.withoutStops', { day: format.day(lastOnWithoutStops) })}</small> : null}
        </dd>
      </div>
      {internalTarget === null ? null : (
        <div>
          <dt>{t('rights.internalTarget')}</dt>
          <dd>{format.day(internalTarget)}</dd>
        </div>
      )}
      <div>
        <dt>{t('rights.received')}</dt>
        <dd>
          {format.dateTime(receivedAt)}
          <small>{t(`rights.channel.${channel}`)}</small>
        </dd>
      </div>
      <div>
        <dt>{t('rights.officer')}</dt>
        <dd>{officerName ?? t('rights.nobodyYet')}</dd>
      </div>
    </dl>
  );
}
