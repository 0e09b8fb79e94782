import { parseArgs } from 'node:util';
import { say } from '../support/long-run.js';
import { assertTools, runAudio } from './run-audio.js';

/**
 * `npm run test:audio -- --prompts 5000 --files 60`: every installed Asterisk prompt is probed, decoded and drawn as it is, and so many of them in
 * every codec and container, against ffmpeg and ffprobe. Anything that differs ends it with exit code 1.
 */
const { values } = parseArgs({
  options: { prompts: { type: 'string', default: '5000' }, files: { type: 'string', default: '60' } },
});
assertTools();
const report = await runAudio({
  mostPrompts: Number(values.prompts),
  encodedFiles: Number(values.files),
  onProgress: say,
});
for (const fault of report.faults) say(fault);
say(JSON.stringify({ ...report, faults: report.faults.length }));
if (report.faults.length > 0) process.exitCode = 1;
