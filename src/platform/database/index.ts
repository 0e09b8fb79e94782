export { Database, asDate, type EntityManager, type Statement } from './database.js';
