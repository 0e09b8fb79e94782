import { Navigate } from 'react-router';
import { placesOf } from './layout/places.js';
import { useMe } from './session/me.js';

/** The address `/` leads to the first place that the person may visit. */
export function FirstPage() {
  const [first] = placesOf(useMe());
  return <Navigate to={first?.to ?? '/me'} replace />;
}
