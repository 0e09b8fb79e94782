import { z } from 'zod';

/** Lines with semicolons between them, such as `PL 800; 00531 Helsinki`. */
export const lines = z
  .string()
  .max(1000)
  .transform(text =>
    text
      .split(';')
      .map(line => line.trim())
      .filter(line => line !== ''),
  );

/** Who answers for the register, as letters and packages say it (GDPR art. 13(1)(a), (b) and (d)). */
export const controllerVariables = {
  TALLENNE_CONTROLLER_NAME: z.string().trim().max(200).default(''),
  TALLENNE_CONTROLLER_ADDRESS: lines.default([]),
  TALLENNE_DPO_CONTACT: lines.default([]),
  // The Office of the Data Protection Ombudsman, as it gives its own contacts (counsel).
  TALLENNE_AUTHORITY_CONTACT: lines.default(['PL 800, 00531 Helsinki', 'tietosuoja@om.fi', '029 566 6700']),
};

/** Settings that say something by being empty: letters and notice name no authority. */
export const MAY_BE_EMPTY: readonly string[] = ['TALLENNE_AUTHORITY_CONTACT'];

/** How to reach somebody; `lines` are never empty. */
export interface ContactSettings {
  readonly name: string;
  readonly lines: readonly string[];
}

/** The contacts that each letter has. What is not set is null, and then no letter can be made. */
export interface ControllerSettings {
  readonly controller: ContactSettings | null;
  readonly dataProtectionOfficer: ContactSettings | null;
  /** Of the supervisory authority. */
  readonly authority: readonly string[] | null;
}

/** The settings from the environment; the first line of the data protection officer is the name. */
export function controllerOf(env: {
  readonly TALLENNE_CONTROLLER_NAME: string;
  readonly TALLENNE_CONTROLLER_ADDRESS: readonly string[];
  readonly TALLENNE_DPO_CONTACT: readonly string[];
  readonly TALLENNE_AUTHORITY_CONTACT: readonly string[];
}): ControllerSettings {
  const [officer, ...ways] = env.TALLENNE_DPO_CONTACT;
  const authority = env.TALLENNE_AUTHORITY_CONTACT;
  return {
    controller: contact(env.TALLENNE_CONTROLLER_NAME, env.TALLENNE_CONTROLLER_ADDRESS),
    dataProtectionOfficer: contact(officer ?? '', ways),
    authority: authority.length > 0 ? authority : null,
  };
}

function contact(name: string, lines: readonly string[]): ContactSettings | null {
  return name !== '' && lines.length > 0 ? { name, lines } : null;
}
