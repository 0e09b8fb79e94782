/** What Tallenne keeps of what a directory says of a person: attributes of RFC 7643 §4.1 and §4.3, as they were said. */
export interface SaidOfUser {
  readonly userName: string;
  readonly externalId?: string;
  readonly name?: SaidName;
  readonly displayName?: string;
  readonly title?: string;
  readonly active?: boolean;
  readonly emails?: readonly SaidEmail[];
  readonly [ENTERPRISE]?: SaidEnterprise;
}

export interface SaidName {
  readonly formatted?: string;
  readonly familyName?: string;
  readonly givenName?: string;
}

export interface SaidEmail {
  readonly value: string;
  readonly type?: string;
  readonly primary?: boolean;
}

export interface SaidEnterprise {
  /** The person's unit. */
  readonly department?: string;
  /** The person's queue. */
  readonly division?: string;
  /** `value`: the id of another user of the same directory. */
  readonly manager?: { readonly value: string; readonly displayName?: string };
}

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
