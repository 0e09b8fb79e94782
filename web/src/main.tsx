import { createRoot } from 'react-dom/client';
import { noteTouches } from './api/attended.js';
import { App } from './app/app.js';
import { startTranslations } from './app/i18n.js';
import { queryClient } from './app/query-client.js';
import { presenceQuery } from './app/session/use-presence.js';
import { takeEnrolmentToken } from './pages/enrol/enrolment-token.js';
import { takeOpenIdOutcome } from './pages/sign-in/openid-outcome.js';
import './app/app.css';

noteTouches(window);
takeEnrolmentToken();
takeOpenIdOutcome();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element for the client.');
queryClient.query(presenceQuery).catch(() => undefined); // while the texts come; the gate asks again and shows what is wrong
await startTranslations();
createRoot(root).render(<App />);
