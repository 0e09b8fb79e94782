export { Config, readConfig, WrongSetting } from './config.js';
