#!/usr/bin/env node
import { Command } from 'commander';
import { acceptRestore } from './audit/accept-restore.js';
import { exportLog } from './audit/export-log.js';
import { retireKey, rotateKey, showKeys } from './audit/log-keys.js';
import { verifyLog } from './audit/verify-log.js';
import { demo } from './demo/demo.js';
import { purge } from './purge.js';
import { serve } from './serve.js';

const tallenne = new Command('tallenne').description('Custody of the call recordings of service desks.');

tallenne.command('serve').description('Start the server.').action(serve);
tallenne
  .command('demo')
  .description('Start the server on invented calls and accounts, on this machine only.')
  .action(demo);
tallenne
  .command('purge')
  .description('Purge what is over; the running server does this by itself.')
  .option('--dry-run', 'only say what would go')
  .action(purge);

const audit = tallenne.command('audit').description('The access log: check it, hand it on, go on from a backup.');
audit
  .command('verify')
  .description('Recompute the whole log from its bytes; exit code 0 when it is as it was written, 1 when not.')
  .option('--export <folder>', 'an export or a copy, offline, instead of the database')
  .option('--key <verifier key...>', 'keys that you have noted yourself, instead of those of the key file')
  .option('--checkpoint <file...>', 'earlier checkpoints that the log must continue')
  .action(verifyLog);
audit.command('key').description('Show the verifier keys, to be noted down outside.').action(showKeys);
audit.command('rotate-key').description('Let a new key sign beside the present ones.').action(rotateKey);
audit
  .command('retire-key <id>')
  .description('Let a key, named by its eight hexadecimal digits, sign no more.')
  .action(retireKey);
audit
  .command('export <folder>')
  .description('Write the whole log into a new folder, as files of c2sp.org/tlog-tiles.')
  .action(exportLog);
audit
  .command('accept-restore')
  .description('Answer for going on from a restored backup: the log gets back what the backup lacks.')
  .requiredOption('--reason <text>', 'why, for the log')
  .option('--copy-lost', 'the copy of the log is lost for good: begin another one')
  .action(acceptRestore);

await tallenne.parseAsync();
