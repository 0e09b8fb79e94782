import { lazy, Suspense } from 'react';
import { Outlet } from 'react-router';
import { asProblem } from '../../api/problem.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { MeContext } from './me.js';
import { usePresence } from './use-presence.js';

const SignInPage = lazy(async () => ({ default: (await import('../../pages/sign-in/sign-in-page.js')).SignInPage }));
const NewPasswordPage = lazy(async () => ({
  default: (await import('../../pages/new-password/new-password-page.js')).NewPasswordPage,
}));
const UndertakingPage = lazy(async () => ({
  default: (await import('../../pages/undertaking/undertaking-page.js')).UndertakingPage,
}));

/** Stands before every page: nobody passes who has not signed in, changed a one-time password and given the undertaking. */
export function SessionGate() {
  return (
    <Suspense fallback={<Loading />}>
      <Gate />
    </Suspense>
  );
}

function Gate() {
  const { data: presence, error, isPending, refetch } = usePresence();
  if (error && asProblem(error).code === 'password-change-required') return <NewPasswordPage />;
  if (isPending) return <Loading />;
  if (!presence) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!presence.me) return <SignInPage because={presence.because} />;
  if (presence.me.mustChangePassword) return <NewPasswordPage />;
  if (!presence.me.undertaking.acknowledged) return <UndertakingPage me={presence.me} />;
  return (
    <MeContext value={presence.me}>
      <Outlet />
    </MeContext>
  );
}
