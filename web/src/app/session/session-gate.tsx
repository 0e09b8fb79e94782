import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { Outlet } from 'react-router';
import { asProblem } from '../../api/problem.js';
import type { Me } from '../../api/types.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { NewVersionNotice } from '../../pages/undertaking/new-version-notice.js';
import { restOfTexts } from '../i18n.js';
import { rememberedLanguage } from '../languages.js';
import { WorkNotice } from '../work/work-notice.js';
import { MeContext } from './me.js';
import { PRESENCE_KEY } from './presence.js';
import { SessionEndsSoon } from './session-ends-soon.js';
import { useChanges } from './use-changes.js';
import { usePresence } from './use-presence.js';

const SignInPage = lazy(async () => ({ default: (await import('../../pages/sign-in/sign-in-page.js')).SignInPage }));
const NewPasswordPage = later(
  async () => (await import('../../pages/new-password/new-password-page.js')).NewPasswordPage,
);
const SetUpPage = later(async () => (await import('../../pages/second-factor/set-up-page.js')).SetUpPage);
const UndertakingPage = later(
  async () => (await import('../../pages/undertaking/undertaking-page.js')).UndertakingPage,
);

/** Stands before every page: nobody passes who has not signed in, changed a one-time password, set up a second factor and given the undertaking. */
export function SessionGate() {
  return (
    <Suspense fallback={<Loading />}>
      <Gate />
    </Suspense>
  );
}

function Gate() {
  const client = useQueryClient();
  const { data: presence, error, isPending, refetch } = usePresence();
  const [showsCodes, setShowsCodes] = useState(false);
  if (error && asProblem(error).code === 'password-change-required') return <NewPasswordPage />;
  if (isPending) return <Loading />;
  if (!presence) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!presence.me) return <SignInPage {...presence} />;
  if (presence.me.mustChangePassword) return <NewPasswordPage />;
  if (presence.me.lacks === 'second-factor' || showsCodes) {
    return (
      <SetUpPage
        onRegistered={() => {
          setShowsCodes(true);
        }}
        onDone={() => {
          void client.invalidateQueries({ queryKey: PRESENCE_KEY }).then(() => {
            setShowsCodes(false);
          });
        }}
      />
    );
  }
  if (!presence.me.undertaking.bound) return <UndertakingPage me={presence.me} />;
  return (
    <MeContext value={presence.me}>
      <Changes me={presence.me} />
      <SessionEndsSoon />
      <WorkNotice />
      <NewVersionNotice />
      <Outlet />
    </MeContext>
  );
}

function Changes({ me }: { readonly me: Me }): null {
  useChanges(me);
  return null;
}

/** A page that comes with its texts wherever it stands. */
function later<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    await restOfTexts(rememberedLanguage());
    return { default: await load() };
  });
}
