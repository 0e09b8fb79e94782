export { Config, readConfig, WrongSetting, type InboxSettings } from './config.js';
