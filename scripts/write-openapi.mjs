import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './process.mjs';

/**
 * Writes the OpenAPI document of a server (its address is the argument) to `web/openapi.json`, from which the client's
 * types are generated. `npm test` compares the two.
 */
const [url = 'http://127.0.0.1:8080'] = process.argv.slice(2);
const answer = await fetch(`${url}/api/openapi.json`);
if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
writeFileSync(join(root, 'web/openapi.json'), `${JSON.stringify(await answer.json(), null, 2)}\n`);
