import { BrakeController } from './brake.controller.js';
import { ClockCheck } from './clock-check.js';
import { ReadBrake } from './read-brake.js';
import { ReadClocks } from './read-clocks.js';
import { ReleaseBrake } from './release-brake.js';
import { ReplayBrakes } from './replay-brakes.js';
import { WatchClocks } from './watch-clocks.js';

export const BRAKE_CONTROLLERS = [BrakeController];
export const BRAKE_PROVIDERS = [ClockCheck, ReadBrake, ReadClocks, ReleaseBrake, ReplayBrakes, WatchClocks];
