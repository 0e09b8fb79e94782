import { defineEntity, p } from '@mikro-orm/core';

const claim = defineEntity({
  name: 'InboxClaim',
  tableName: 'inbox_claim',
  indexes: [{ name: 'inbox_claim_until', properties: ['until'] }],
  properties: {
    source: p.text().primary(),
    /** Keyed digest of the file's place in the folder, whose name may hold a number. */
    digest: p.blob().primary(),
    /** Nobody else touches the file before. */
    until: p.datetime(3),
    /** How often it was tried and could not be taken. */
    attempts: p.integer(),
  },
});

/** A file of a watched folder that an instance is busy with, or leaves alone for a while. */
export class InboxClaim extends claim.class {}

claim.setClass(InboxClaim);

const document = defineEntity({
  name: 'InboxDocument',
  tableName: 'inbox_document',
  properties: {
    source: p.text().primary(),
    /** Keyed digest of the file's place and of its identity on the disk: a new file of the old name is read from the start. */
    digest: p.blob().primary(),
    /** How much of it was read: whole lines, and pieces of one that is longer than what is read at once. */
    offsetBytes: p.bigint('number'),
    /** Keyed digest of all that was read, where each growth is a new file; null where the file itself is known again. */
    readDigest: p.blob().nullable(),
    seenAt: p.datetime(3),
  },
});

/** How far a document that grows has been read. */
export class InboxDocument extends document.class {}

document.setClass(InboxDocument);

const awaited = defineEntity({
  name: 'AwaitedAudio',
  tableName: 'awaited_audio',
  indexes: [{ name: 'awaited_audio_item', properties: ['itemId'] }],
  properties: {
    source: p.text().primary(),
    /** Keyed digest of what the audio may be known by. */
    digest: p.blob().primary(),
    /** The quarantined item that holds what is known of the call; two may wait for files of one name. */
    itemId: p.uuid().primary(),
  },
});

/** A name under which the audio of an announced call is waited for. */
export class AwaitedAudio extends awaited.class {}

awaited.setClass(AwaitedAudio);
