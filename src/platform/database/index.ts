export { binaryArray, type BinaryType } from './binary-array.js';
export { Database, asDate, type EntityManager, type Run, type Statement } from './database.js';
export { firstRow } from './first-row.js';
export { Standby } from './standby.js';
export { ListenForChanges, type Change } from './listen-for-changes.js';
