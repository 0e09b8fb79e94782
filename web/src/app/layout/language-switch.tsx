import { useTranslation } from 'react-i18next';
import { LanguageMenu, LanguageMenuItem } from 'suomifi-ui-components';
import { useLanguage } from '../../ui/format/use-format.js';
import { chooseLanguage } from '../i18n.js';
import { LANGUAGE_NAMES, LANGUAGES } from '../languages.js';

/** Finnish, Swedish or English; the choice is remembered in this browser. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const current = useLanguage();
  return (
    <LanguageMenu
      buttonText={LANGUAGE_NAMES[current]}
      aria-label={t('frame.language', { language: LANGUAGE_NAMES[current] })}
    >
      {LANGUAGES.map(language => (
        <LanguageMenuItem
          key={language}
          lang={language}
          selected={language === current}
          onSelect={() => void chooseLanguage(language)}
        >
          {LANGUAGE_NAMES[language]}
        </LanguageMenuItem>
      ))}
    </LanguageMenu>
  );
}
