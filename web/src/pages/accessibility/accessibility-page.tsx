import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/session/use-settings.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { PageHeading } from '../../ui/page-heading.js';
import './accessibility.css';

const MET = [
  ...(['automatic', 'reflow', 'zoom', 'languages', 'navigation', 'headings'] as const),
  ...(['dialogs', 'names', 'charts', 'motion', 'contrast'] as const),
] as const;
const NOT_MET = ['audio', 'waveform', 'screenReaders', 'documents', 'external'] as const;

/** Where the supervisory authority takes complaints, in each language. */
const AUTHORITY = {
  fi: 'www.saavutettavuusvaatimukset.fi',
  sv: 'www.saavutettavuusvaatimukset.fi/sv',
  en: 'www.saavutettavuusvaatimukset.fi/en',
} as const;

/** The accessibility statement (act 306/2019, chapter 3): what is met, what is not, and how to say that something is in the way. */
export function AccessibilityPage() {
  const { t } = useTranslation();
  const authority = AUTHORITY[useLanguage()];
  return (
    <article className="accessibility">
      <PageHeading title={t('accessibility.title')}>{t('accessibility.lead')}</PageHeading>
      <h2>{t('accessibility.status')}</h2>
      <p>{t('accessibility.statusText')}</p>
      <h2>{t('accessibility.met.title')}</h2>
      <ul>
        {MET.map(name => (
          <li key={name}>{t(`accessibility.met.${name}`)}</li>
        ))}
      </ul>
      <h2>{t('accessibility.notMet.title')}</h2>
      <ul>
        {NOT_MET.map(name => (
          <li key={name}>{t(`accessibility.notMet.${name}`)}</li>
        ))}
      </ul>
      <h2>{t('accessibility.how')}</h2>
      <p>{t('accessibility.howText')}</p>
      <h2>{t('accessibility.feedback')}</h2>
      <p>{t('accessibility.feedbackText')}</p>
      <Contact />
      <h2>{t('accessibility.supervision')}</h2>
      <p>{t('accessibility.supervisionText')}</p>
      <p>
        {t('accessibility.authority')}
        <br />
        <a href={`https://${authority}`}>{authority}</a>
      </p>
    </article>
  );
}

/** Whom to tell, as the settings of the server name them. */
function Contact() {
  const { t } = useTranslation();
  const { data } = useSettings();
  if (!data) return null;
  const { controller } = data;
  if (controller === null) return <p>{t('accessibility.noContact')}</p>;
  return (
    <address>
      {[controller.name, ...controller.lines].map(line => (
        <div key={line}>{line}</div>
      ))}
    </address>
  );
}
