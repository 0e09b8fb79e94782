export { Database, asDate, type EntityManager, type Run, type Statement } from './database.js';
