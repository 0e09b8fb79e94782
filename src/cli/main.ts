#!/usr/bin/env node
import { Command } from 'commander';
import { acceptRestore } from './audit/accept-restore.js';
import { exportLog } from './audit/export-log.js';
import { retireKey, rotateKey, showKeys } from './audit/log-keys.js';
import { moveStream } from './audit/move-stream.js';
import { verifyLog } from './audit/verify-log.js';
import { backup } from './backup/backup.js';
import { restore } from './backup/restore.js';
import { exportAll } from './export-all/export-all.js';
import { proveEmpty } from './export-all/prove-empty.js';
import { demo } from './demo/demo.js';
import { importFolder } from './import/import.js';
import { backUpKeys } from './keys/back-up-keys.js';
import { restoreKeys } from './keys/restore-keys.js';
import { migrateDatabase } from './migrate.js';
import { promises } from './promises.js';
import { purge } from './purge.js';
import { reconcile } from './reconcile.js';
import { serve } from './serve.js';
import { addStaff } from './staff/add-staff.js';
import { confirmStaff } from './staff/confirm-staff.js';

const STAFF_HELP = `
Nobody sets another person's password. One person makes a link, another confirms it and tells the code, and whoever has
both sets a password of their own. The command line counts as one of the two; everything it does is in the access log.

A new system: sign in as the first administrator, then name the second
  tallenne staff add maija.malli --name "Maija Malli" --unit "User support" --title Administrator --administrator
and confirm under Staff in the browser.

No administrator can come in any more (passkeys lost, host name changed, people gone): name another one, and confirm alone
  tallenne staff add new.person --name "New Person" --unit "User support" --title Administrator --administrator
  tallenne staff confirm new.person --alone --reason "Both passkeys were lost in the move"
Then that person begins recoveries for the others, and you or another administrator confirm them.`;

const tallenne = new Command('tallenne').description('Custody of the call recordings of service desks.');

tallenne.command('serve').description('Start the server.').action(serve);
tallenne
  .command('migrate')
  .description(
    'Bring the schema of an external PostgreSQL up to date, as its owner, before the servers of a new version.',
  )
  .action(migrateDatabase);
tallenne
  .command('demo')
  .description('Start the server on invented calls and accounts, on this machine only.')
  .action(demo);
tallenne
  .command('import <folder>')
  .description('Deliver an old stock of calls to a running server; what it knows already stays one delivery.')
  .requiredOption('--source <name>', 'what the server calls the system that the calls come from')
  .option('--url <url>', 'where the server is')
  .option('--token-file <file>', 'a file with the token of a service account that may deliver')
  .option('--form <file>', 'how the documents are read, as JSON; without it, our own sidecars')
  .option('--dry-run', 'only read and count')
  .option('--report <file>', 'write a line a call: number, ids and codes')
  .option('--resume', 'go on with the report, and pass over what it calls settled')
  .action(importFolder);
tallenne
  .command('purge')
  .description('Purge what is over; the running server does this by itself.')
  .option('--dry-run', 'only say what would go')
  .action(purge);

tallenne
  .command('reconcile')
  .description('Compare rows, keys and blobs with each other now; the running server does this each night.')
  .action(reconcile);
tallenne
  .command('promises')
  .description(
    'Check now whether the promises of the notice hold; the running server does this each night. Exit code 1 where one does not.',
  )
  .option('--json', 'for a program')
  .action(promises);
tallenne
  .command('backup <folder>')
  .description('Copy database, audio and log into a folder, also while the server runs; never the keys.')
  .action(backup);
tallenne
  .command('restore <folder>')
  .description('Put a backup back into an empty data folder; the server must be stopped.')
  .action(restore);

tallenne
  .command('export-all <folder>')
  .description('Take everything out for a controller who leaves, when one person has proposed it and another approved.')
  .requiredOption('--departure <id>', 'the approved departure')
  .option('--to <recipient>', 'write one archive, encrypted to this age recipient (age1...)')
  .option('--in-clear', 'write plain files: whoever reads the folder hears and reads everything')
  .action(exportAll);
tallenne
  .command('prove-empty')
  .description(
    'Say what is left when everything is over, and why; exit code 1 where something is left that may not be.',
  )
  .action(proveEmpty);

const staff = tallenne
  .command('staff')
  .description('People: name one at the server, or be the second person who confirms an enrolment.')
  .addHelpText('after', STAFF_HELP);
staff
  .command('add <username>')
  .description('Name a person and make the link with which they set their password; an administrator confirms it.')
  .requiredOption('--name <name>', 'as others see it, for example "Maija Malli"')
  .requiredOption('--unit <unit>', 'where the person works')
  .requiredOption('--title <title>', 'what the person is there for')
  .option('--email <address>')
  .option('--extension <number>', 'how the telephone system knows the person')
  .option('--directory-id <id>', 'how the directory knows the person')
  .option('--administrator', 'let the person administer access for a year: the second administrator of a new system')
  .action(addStaff);
staff
  .command('confirm <username>')
  .description('Confirm the enrolment or recovery of a person that an administrator began; shows the code once.')
  .option('--alone', 'also one that was begun here: for when no administrator can come in any more')
  .option('--reason <reason>', 'with --alone: why nobody else can; it is in the access log')
  .action(confirmStaff);

const audit = tallenne.command('audit').description('The access log: check it, hand it on, go on from a backup.');
audit
  .command('verify')
  .description('Recompute the whole log from its bytes; exit code 0 when it is as it was written, 1 when not.')
  .option('--export <folder>', 'an export or a copy, offline, instead of the database')
  .option('--key <verifier key...>', 'keys that you have noted yourself, instead of those of the key file')
  .option('--checkpoint <file...>', 'earlier checkpoints that the log must continue')
  .action(verifyLog);
audit
  .command('move-stream <index>')
  .description('Tell the log to its receiver (TALLENNE_SIEM_URL) from this leaf on; an event says who and why.')
  .requiredOption('--reason <text>', 'why')
  .action(moveStream);
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

const keys = tallenne.command('keys').description('The key ring: a copy of it for a few days, and back from one.');
keys
  .command('backup <file>')
  .description('Encrypt the key ring into a new file; until its last day no erasure is final.')
  .requiredOption('--to <recipient>', 'an age recipient (age1...), whose identity is kept elsewhere')
  .action(backUpKeys);
keys
  .command('restore <file>')
  .description('Bring a lost key ring back, without the days that are over or destroyed; no server runs meanwhile.')
  .requiredOption('--identity <file>', 'the age identity file (AGE-SECRET-KEY-1...) of the recipient')
  .action(restoreKeys);

await tallenne.parseAsync();
