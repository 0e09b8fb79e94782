import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { PRESENCE_KEY } from '../../app/session/presence.js';
import { useSignOut } from '../../app/session/sign-out.js';
import { answer, api } from '../../api/client.js';
import type { Me } from '../../api/types.js';
import { useLanguage } from '../../ui/format/use-format.js';
import { PageHeading } from '../../ui/page-heading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import './undertaking.css';

interface UndertakingPageProps {
  readonly me: Me;
  /** Given where the earlier version still counts, so that this may wait. */
  readonly onLater?: () => void;
}

/** The confidentiality undertaking, given once for each of its versions before anything else opens. */
export function UndertakingPage({ me, onLater }: UndertakingPageProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const signOut = useSignOut();
  const { version, texts, boundThroughOn, bound } = me.undertaking;
  const again = !bound && boundThroughOn !== null;
  const lookAgain = () => client.invalidateQueries({ queryKey: PRESENCE_KEY });
  const acknowledge = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/me/undertaking', { body: { version, language } })),
    onSuccess: async () => {
      await lookAgain();
      onLater?.();
    },
    onError: lookAgain, // another version may have come into force
  });

  return (
    <>
      <PageHeading title={t('undertaking.title')}>{t('undertaking.lead')}</PageHeading>
      <blockquote className="undertaking">
        <p>{texts[language]}</p>
        <footer>{t('undertaking.version', { version })}</footer>
      </blockquote>
      {again ? <InlineAlert mb="m">{t('undertaking.again')}</InlineAlert> : null}
      <ProblemNotice error={acknowledge.error} />
      <div className="form__buttons">
        <Button
          disabled={acknowledge.isPending}
          onClick={() => {
            acknowledge.mutate();
          }}
        >
          {t('undertaking.button')}
        </Button>
        <Button variant="secondaryNoBorder" onClick={onLater ?? signOut}>
          {onLater ? t('undertaking.later') : t('undertaking.decline')}
        </Button>
      </div>
    </>
  );
}
