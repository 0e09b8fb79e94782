import { Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, ScrollRestoration } from 'react-router';
import { SkipLink } from 'suomifi-ui-components';
import { Loading } from '../../ui/loading.js';
import { StepUpDialog } from '../second-factor/step-up-dialog.js';
import { DemoBanner } from './demo-banner.js';
import { Header } from './header.js';
import { PageTexts } from './page-texts.js';
import './frame.css';

/** What every page stands in: skip link, banner of the demonstration, header, main part, footer. */
export function Frame() {
  const { t } = useTranslation();
  const main = useRef<HTMLElement>(null);

  return (
    <div className="frame">
      <SkipLink
        href="#main"
        onClick={event => {
          event.preventDefault(); // the address keeps its filters and gets no fragment
          main.current?.focus();
        }}
      >
        {t('frame.skip')}
      </SkipLink>
      <DemoBanner />
      <Header />
      <main id="main" className="frame__main" tabIndex={-1} ref={main}>
        <Suspense fallback={<Loading />}>
          <PageTexts>
            <Outlet />
          </PageTexts>
        </Suspense>
      </main>
      <footer className="frame__footer no-print">
        <div className="frame__width">
          {t('frame.footer')} <Link to="/accessibility">{t('accessibility.title')}</Link>
        </div>
      </footer>
      <StepUpDialog />
      <ScrollRestoration />
    </div>
  );
}
