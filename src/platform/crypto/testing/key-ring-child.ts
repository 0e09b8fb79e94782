import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';

import { parseDay, type Day } from '../../../kernel/calendar.js';
import { DataKey } from '../data-key.js';
import { FileKeyRing } from '../file-key-ring.js';
import { PgKeyRing } from '../pg-key-ring/pg-key-ring.js';

/** Prints one line for each thing that the ring has acknowledged, until it is killed. Invented keys only. */
const [folder = '', outsideOf = '', task = '', seed = '0', url] = process.argv.slice(2);
const ring = url ? await openInCluster(url) : await FileKeyRing.open(folder, { outsideOf });

function openInCluster(cluster: string): Promise<PgKeyRing> {
  return PgKeyRing.open({ url: cluster, folder, outsideOf, mainSystem: 'another', archiveDeclared: false });
}

function say(...words: string[]): void {
  writeSync(1, `${words.join(' ')}\n`);
}

function dayNumber(number: number): Day {
  return parseDay(new Date(Date.UTC(2030, 0, 1 + number)).toISOString().slice(0, 10));
}

async function createUnit(day: Day): Promise<string> {
  const [unitId, key] = [randomUUID(), DataKey.generate()];
  await ring.create(unitId, day, key);
  say('created', day, unitId, key.exportBytes().toString('hex'));
  return unitId;
}

async function create(): Promise<never> {
  for (;;) await createUnit(dayNumber(Math.floor(Math.random() * 3)));
}

async function move(): Promise<never> {
  for (;;) {
    const unitId = await createUnit(dayNumber(0));
    await ring.copyTo(unitId, dayNumber(0), dayNumber(1));
    say('copied', dayNumber(1), unitId);
    await ring.drop(unitId, dayNumber(0));
    say('dropped', dayNumber(0), unitId);
  }
}

async function destroyDays(): Promise<never> {
  for (let number = Number(seed); ; number += 1) {
    await Promise.all(Array.from({ length: 5 }, () => createUnit(dayNumber(number))));
    await ring.destroyDay(dayNumber(number));
    say('destroyed', dayNumber(number));
    await ring.sweepDay(dayNumber(number));
  }
}

/** A few creations one after the other; what the ring refuses is said and goes on. */
async function createSome(): Promise<void> {
  for (let count = 0; count < Number(seed); count += 1) {
    await createUnit(dayNumber(0)).catch((error: unknown) => {
      say('refused', error instanceof Error && 'code' in error ? String(error.code) : String(error));
    });
  }
}

if (task === 'create') await Promise.all(Array.from({ length: 8 }, create));
if (task === 'move') await Promise.all(Array.from({ length: 8 }, move));
if (task === 'destroy-days') await destroyDays();
if (task === 'create-some') await createSome();
