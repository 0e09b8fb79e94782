import type { Mutant } from './mutant.js';

export function apply(text: string, mutant: Pick<Mutant, 'location' | 'mutatorName' | 'replacement'>): string;
