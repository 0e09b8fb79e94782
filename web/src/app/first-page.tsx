import { Navigate } from 'react-router';
import { useTasks } from '../pages/tasks/use-tasks.js';
import { Loading } from '../ui/loading.js';
import { placesOf } from './layout/places.js';
import { useMe } from './session/me.js';

/** The address `/` leads to what waits for the person, and where nothing does to the first place that they may visit. */
export function FirstPage() {
  const [first] = placesOf(useMe());
  const { data, isPending } = useTasks();
  if (isPending) return <Loading />;
  const to = data && data.waiting > 0 ? '/tasks' : (first?.to ?? '/me');
  return <Navigate to={to} replace />;
}
