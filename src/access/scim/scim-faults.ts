import { DomainError } from '../../kernel/errors.js';

/** The request's form is wrong (RFC 7644 §3.12 `invalidSyntax`). */
export function invalidSyntax(): DomainError {
  return new DomainError('invalid', 'scim-invalid-syntax', 'The message is not of the form that SCIM gives it.');
}

/** An attribute has a value that cannot be taken (`invalidValue`). `fields` names attributes, never their values. */
export function invalidValue(fields: readonly string[] = []): DomainError {
  const sentence = 'An attribute is missing, or has a value that cannot be taken.';
  return new DomainError('invalid', 'scim-invalid-value', sentence, fields.length > 0 ? { fields } : {});
}

/** A path names nothing that there is (`invalidPath`). */
export function invalidPath(): DomainError {
  return new DomainError('invalid', 'scim-invalid-path', 'The path of an operation names no attribute.');
}

/** A removal does not say what is to be removed (`noTarget`). */
export function noTarget(): DomainError {
  return new DomainError('invalid', 'scim-no-target', 'The operation does not say what it is about.');
}

/** A filter that is wrong, too long, or asks for what is not offered (`invalidFilter`). */
export function invalidFilter(): DomainError {
  return new DomainError('invalid', 'scim-invalid-filter', 'The filter is wrong or asks for what is not offered.');
}

/** The user name or the external id belongs to somebody whom this client does not keep (`uniqueness`). */
export function notUnique(): DomainError {
  return new DomainError('conflict', 'scim-not-unique', 'The user name or the external id is taken.');
}

/** The resource is another version by now than the one that the client has seen (RFC 7644 §3.14). */
export function versionMismatch(): DomainError {
  return new DomainError('conflict', 'scim-version-mismatch', 'The resource has changed since; read it again.');
}

/** What a directory may not do: the last way in is closed by people. */
export function lastAdministrator(): DomainError {
  const sentence = 'This is the last working administrator; another must be named first.';
  return new DomainError('conflict', 'last-administrator', sentence);
}

/** Who was deactivated by people comes back through people. */
export function deactivatedElsewhere(): DomainError {
  const sentence = 'An administrator has deactivated this person; an administrator must reactivate them.';
  return new DomainError('conflict', 'deactivated-elsewhere', sentence);
}
