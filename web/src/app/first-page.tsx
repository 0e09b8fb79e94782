import { Navigate } from 'react-router';
import { PLACES } from './layout/places.js';
import { may, useMe } from './session/me.js';

/** The address `/` leads to the first place that the person may visit. */
export function FirstPage() {
  const me = useMe();
  const first = PLACES.find(({ verb, subject }) => may(me, verb, subject));
  return <Navigate to={first?.to ?? '/me'} replace />;
}
