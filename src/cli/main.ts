#!/usr/bin/env node
import { Command } from 'commander';
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

await tallenne.parseAsync();
