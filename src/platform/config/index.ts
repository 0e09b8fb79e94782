export {
  Config,
  readConfig,
  readDeclaredConfig,
  readMigrationConfig,
  SETTING_DEFAULTS,
  SETTING_NAMES,
  type MigrationConfig,
} from './config.js';
export { SECRETS, WrongSetting } from './read-settings.js';
export type { InboxBucketSettings, InboxSettings } from './inbox-settings.js';
export { ARTICLE_9_CONDITIONS, type Article9Condition } from './notice-settings.js';
export { OUTSIDE_PARTIES, type OutsideParty } from './outside-parties.js';
export type { SiemSettings } from './siem-settings.js';
export type { TracesSettings } from './traces-settings.js';
export { STORES, undeclaredStore, type DeclaredStore, type StoreName } from './store-settings.js';
export type { ContactSettings } from './controller-settings.js';
export { LIMIT_NAMES, type LimitSettings } from './limit-settings.js';
