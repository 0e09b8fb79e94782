import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { InlineAlert } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Panel } from '../../ui/panel.js';
import { GrantTable } from '../person/grant-table.js';
import { OwnAccesses } from './own-accesses.js';
import { OwnEnding } from './own-ending.js';
import { OwnFindings } from './own-findings.js';
import { OwnPassword } from './own-password.js';
import { OwnReview } from './own-review.js';
import { OwnSecondFactor } from './own-second-factor.js';
import { OwnSessions } from './own-sessions.js';

/** The own page: who I am here, what I may do and why, where I am signed in. */
export function MePage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const me = useMe();
  const { version, texts, acknowledged } = me.undertaking;

  return (
    <div className="stack">
      <PageHeading title={t('me.title')} />
      {me.permitted.length === 0 ? <InlineAlert>{t('me.nothingPermitted')}</InlineAlert> : null}
      <Panel title={me.displayName}>
        <Facts>
          <Fact name={t('fields.username')}>{me.username}</Fact>
          <Fact name={t('fields.title')}>{me.title}</Fact>
          <Fact name={t('fields.unit')}>{me.unit}</Fact>
          <Fact name={t('grants.role')}>{me.roles.map(role => t(`roles.${role}`)).join(', ') || t('me.noRoles')}</Fact>
        </Facts>
      </Panel>
      {may(me, 'register', 'RightsCase') ? (
        <p>
          {t('rights.register.fromMe')} <Link to="/register-request">{t('nav.registerRequest')}</Link>
        </p>
      ) : null}
      <OwnReview />
      <OwnEnding grants={me.grants} />
      <OwnFindings />
      <Panel title={t('grants.title')}>
        <GrantTable grants={me.grants} onRevoke={null} />
      </Panel>
      <Panel title={t('undertaking.title')}>
        <p>{texts[language]}</p>
        <p>
          {acknowledged ? t('me.acknowledged', { version }) : <Link to="/undertaking">{t('undertaking.read')}</Link>}
        </p>
      </Panel>
      <OwnAccesses />
      <OwnSessions />
      <OwnSecondFactor me={me} />
      <OwnPassword />
    </div>
  );
}
